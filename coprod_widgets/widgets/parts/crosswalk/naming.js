// How a principle and a rating are named on the page. It must not know which pairs are linked.
import { h, tell } from "../page.js";

const RATINGS = { strong: "rating-strong", partial: "rating-partial", none: "rating-none" };
/** The same where a list is a case, sentence by sentence. */
const SHOWN = { strong: "shown-strong", partial: "shown-partial", none: "shown-none" };
const SIGNS = { strong: "●", partial: "◐", none: "○" };
const SHORT = { strong: "short-strong", partial: "short-partial", none: "short-none" };
const ALSO = { strong: "also-strong", partial: "also-partial", none: "also-none" };

/** Whether the second list is a case, sentence by sentence. */
export function isCase(item) {
  return item.right.kind === "sentences";
}

/** @param {Object} words from `wordsOf` */
export function naming(words) {
  const other = (side, one) => (one.other_name ? ` (${words.say("other-name", { by: side.names_by, name: one.other_name })})` : "");
  const heading = (side, one) => words.of(one.heading) + other(side, one);
  const find = (side, code) => side.principles.find((one) => one.code === code);
  return {
    heading,
    /** A code with its heading. */
    whole: (side, one) => `${one.code} ${heading(side, one)}`,
    /** A pair in words, for whoever hears the page. */
    pair: (item, [left, right]) =>
      words.say("link-pair", {
        left: `${left} ${words.of(find(item.left, left).heading)}`,
        right: `${right} ${words.of(find(item.right, right).heading)}`,
      }),
    /** Where a list comes from and how old its wording is. */
    list: (side) => [words.of(side.name), words.of(side.dated)].filter(Boolean).join(", "),
    rating: (item, rating) => words.say((isCase(item) ? SHOWN : RATINGS)[rating]),
    short: (rating) => words.say(SHORT[rating]),
    sign: (rating) => SIGNS[rating] || "",
    also: (rating) => (rating ? words.say(ALSO[rating]) : ""),
  };
}

/**
 * One link with how it is read: the pair, the rating in words and a mark, the reason, and why it is a false friend.
 * @param {Object} board
 * @param {Object} item what holds the two lists
 * @param {Object} link
 */
export function linkEntry({ words, name }, item, link) {
  const entry = h("li", { class: "coprod-read-link", "data-rating": link.rating, "data-pair": link.pair.join("-") });
  fillEntry({ words, name }, entry, item, link);
  return entry;
}

/** Say a link in an element that is there already. */
export function fillEntry({ words, name }, entry, item, link) {
  const also = name.also(link.also);
  entry.replaceChildren(
    h("strong", { text: name.pair(item, link.pair) }),
    h("p", { class: "coprod-rating", text: `${name.sign(link.rating)} ${name.rating(item, link.rating)}${also ? ` ${also}` : ""}` }),
  );
  if (link.reason) entry.append(h("p", { class: "coprod-feedback", text: words.of(link.reason) }));
  if (link.friend) {
    entry.append(h("p", { class: "coprod-friend" }, h("strong", { text: words.say("false-friend") }), " ", words.of(link.friend)));
  }
}

/** Say a text in an element, and hide one that has nothing to say. */
export function tellOrHide(element, text) {
  tell(element, text);
  element.hidden = !text;
}
