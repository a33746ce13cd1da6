// What the ratings say: a strip of dots for each line, one row a rater or a date, and two lines to ask somebody about.
// Every word and every kind of dot comes from Python; nothing is added up.
import { h, tell } from "../page.js";

const PLACES = ["?", 0, 1, 2, 3, 4];

/**
 * Build the panel.
 * @param {Object} options
 * @param {Object} options.item the audit's page view
 * @param {Object} options.words
 */
export function resultPanel({ item, words }) {
  const heading = h("h3", { class: "coprod-audit-result-name" });
  const body = h("div");
  const note = h("p", { class: "coprod-note" });
  const root = h("section", { class: "coprod-audit-result" }, heading, body, note);
  let painted = "";

  function row({ who, rating, kind, ring, of: made, said, wrote }, beside) {
    const at = kind === "unknown" ? "?" : rating;
    const places = PLACES.map((place) =>
      h(
        "span",
        { class: "coprod-audit-place", "data-place": place },
        place === at && kind !== "absent" ? dot(kind, ring, made) : h("i", { class: "coprod-audit-stop", text: String(place) }),
      ),
    );
    return h(
      "li",
      { "data-kind": kind, "data-ring": ring || "none", "data-of": made },
      h("div", { class: "coprod-audit-strip", "aria-hidden": "true" }, ...places),
      h("p", { text: words.say("audit-row", { who: words.of(who), said: words.of(said) }) }),
      // Alone, what was written still stands in its own box above.
      beside && wrote ? h("p", { class: "coprod-audit-wrote", text: words.say("audit-wrote", { text: wrote }) }) : "",
    );
  }

  const dot = (kind, ring, made) =>
    h("b", { class: "coprod-audit-dot", "data-kind": made === "guess" ? "guess" : kind, "data-ring": ring || "none", text: kind === "unknown" ? "?" : "" });

  const told = (name, { said, also, ask }) =>
    h(
      "div",
      { class: "coprod-audit-told", "data-told": name },
      ...[said, also, ask].filter(Boolean).map((sentence, number) => h("p", { class: number ? null : "coprod-audit-first", text: words.of(sentence) })),
    );

  return {
    root,
    heading,
    paint(result) {
      root.hidden = !result.done;
      if (!result.done) return;
      tell(heading, words.say("audit-heading"));
      tell(note, words.of(item.no_total));
      const drawing = JSON.stringify([result, words.say("audit-heading")]);
      if (drawing === painted) return;
      painted = drawing;
      body.replaceChildren(
        told("least", result.least),
        told("gap", result.gap),
        result.note ? h("p", { text: words.of(result.note) }) : "",
        ...result.strips.map(({ id, name, rows }) =>
          h("div", { class: "coprod-audit-strips", "data-line": id }, h("h4", { text: words.of(name) }), h("ul", {}, ...rows.map((one) => row(one, rows.length > 1)))),
        ),
      );
    },
  };
}
