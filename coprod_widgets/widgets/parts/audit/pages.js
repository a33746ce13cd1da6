// The lines of an audit, one on screen at a time: on the learner's page with an overview, on a clean page without.
import { focusOn, h, tell } from "../page.js";
import { auditLine } from "./line.js";

/**
 * Build the pages.
 * @param {Object} options
 * @param {Object} options.item the audit's page view
 * @param {{evidence: Object, rating: Object}} options.asks
 * @param {boolean} options.overview whether all lines are listed above, to be gone to
 * @param {Object} options.words
 * @param {AbortSignal} options.signal
 * @param {(line: string, change: Object, via: string) => void} options.onEntry
 */
export function auditPages({ item, asks, overview, words, signal, onEntry }) {
  const list = h("ol", { class: "coprod-audit-lines" });
  const back = h("button", { type: "button", class: "coprod-audit-back" });
  const next = h("button", { type: "button", class: "coprod-audit-next" });
  const lines = item.lines.map((line) =>
    auditLine({ item, line, asks, helps: overview, words, signal, onEntry: (change, via) => onEntry(line.id, change, via) }),
  );
  const doors = lines.map((_, number) => {
    const button = h("button", { type: "button" });
    button.addEventListener("click", () => go(number), { signal });
    list.append(h("li", {}, button));
    return button;
  });
  const root = h("div", { class: "coprod-audit-pages" }, overview ? list : "", ...lines.map((line) => line.root), h("div", { class: "coprod-actions" }, back, next));
  let current = 0;
  let shown = { ratings: {}, disabled: false };

  back.addEventListener("click", () => go(current - 1), { signal });
  next.addEventListener("click", () => go(current + 1), { signal });

  function go(number) {
    current = number;
    paint(shown);
    focusOn(lines[number].heading);
  }

  const nameOf = (number) => words.of(item.lines[number].name);

  /** A line's name and what it was rated; not knowing is a full answer, and has no number. */
  function doorWords(name, entry) {
    if (!("rating" in entry)) return words.say("audit-line-open", { name });
    if (entry.rating === null) return words.say("audit-line-unknown", { name, short: words.of(item.unknown.short) });
    const { short } = item.anchors.find(({ rating }) => rating === entry.rating);
    return words.say("audit-line-rated", { name, rating: entry.rating, short: words.of(short) });
  }

  function paint(state) {
    shown = state;
    list.setAttribute("aria-label", words.say("audit-lines"));
    lines.forEach((line, number) => {
      const here = number === current;
      line.root.hidden = !here;
      line.paint({
        entry: state.ratings[line.id],
        title: words.say("audit-line-of", { n: number + 1, all: lines.length, name: nameOf(number) }),
        disabled: state.disabled,
      });
      const entry = state.ratings[line.id] || {};
      doors[number].dataset.rated = String("rating" in entry);
      tell(doors[number], doorWords(nameOf(number), entry));
      if (here) doors[number].setAttribute("aria-current", "step");
      else doors[number].removeAttribute("aria-current");
    });
    back.hidden = current === 0;
    next.hidden = current === lines.length - 1;
    if (!back.hidden) tell(back, words.say("audit-back", { name: nameOf(current - 1) }));
    if (!next.hidden) tell(next, words.say("audit-next", { name: nameOf(current + 1) }));
  }
  return { root, paint, start: () => go(0) };
}
