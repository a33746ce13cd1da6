// One case to read: its title, its story, the hints asked for so far, and the questions that belong to it.
import { h, switchOff, tell } from "../page.js";
import { question } from "../question.js";

/**
 * @param {Object} board see board.js
 * @param {Object} card the case's page view
 * @param {{numbered: boolean}} options
 */
export function storyOf(board, card, { numbered }) {
  const { item, model, words, signal } = board;
  const number = item.cases.indexOf(card) + 1;
  const place = h("p", { class: "coprod-where" });
  const heading = h("h3");
  const text = h("p", { class: "coprod-story" });
  const hint = h("button", { type: "button", class: "coprod-hint" });
  const hints = h("ol", { class: "coprod-hints", "aria-live": "polite" });
  const grip = h("span", { class: "coprod-grip", "aria-hidden": "true", text: "⠿" });
  const head = h("div", { class: "coprod-case-head" }, place, heading);
  if (numbered) head.prepend(grip);
  const root = h("article", { class: "coprod-case", "data-case": card.id }, head, text);
  if (item.hints) root.append(hint, hints);
  const follow = h("div", { class: "coprod-follow" });
  const asks = item.asks
    .filter((ask) => ask.case === card.id && ask.kind !== "differently")
    .map((ask) => {
      const built = question({ item: ask, words, signal, onAnswer: (answer, via) => board.answer(ask.id, answer, via) });
      follow.append(built.root);
      return { ask, built };
    });
  hint.addEventListener(
    "click",
    () => {
      if (hint.getAttribute("aria-disabled") === "false") board.hint(card.id);
    },
    { signal },
  );

  /** Only what changed is written: a hint that stands there already is not read out again. */
  function say(list, texts) {
    texts.forEach((one, index) => {
      const entry = list.children[index] || list.appendChild(h("li"));
      tell(entry, words.of(one));
    });
    while (list.children.length > texts.length) list.lastChild.remove();
  }

  return {
    root,
    head,
    grip,
    follow,
    paint() {
      const category = board.placed(card.id);
      const where = [
        numbered ? words.say("card-of", { n: number, all: item.cases.length }) : "",
        category ? words.say("now-in", { category: board.name(category) }) : words.say("not-placed"),
        card.invented ? words.say("invented") : "",
      ]
        .filter(Boolean)
        .join(" · ");
      tell(place, where);
      tell(heading, words.of(card.title));
      tell(text, words.of(card.story));
      const given = model.get("hints")[card.id] || { shown: [], more: true };
      tell(hint, words.say(!given.more ? "no-more-hints" : given.shown.length ? "another-hint" : "hint"));
      hint.hidden = board.done();
      switchOff(hint, !given.more || model.get("disabled"));
      say(hints, given.shown);
      const open = board.asksOf(card.id);
      const result = model.get("result");
      for (const { ask, built } of asks) {
        built.root.hidden = !open.includes(ask);
        built.paint({
          answer: model.get("answers")[ask.id],
          outcome: board.done() ? result.asks[ask.id] : null,
          disabled: board.done() || model.get("disabled"),
        });
      }
      follow.hidden = !open.length || board.done();
    },
  };
}
