// What is said of the links drawn, once the learner asks: how each is read and why, then those that were not drawn.
import { h, tell } from "../page.js";
import { linkEntry, tellOrHide } from "./naming.js";

const ORDER = ["strong", "partial", "none"];

/** @param {Object} board */
export function linkResults(board) {
  const { item, model, words } = board;
  const heading = h("h3");
  const summary = h("p");
  const marks = h("p");
  const yours = h("ul", { class: "coprod-read-links" });
  const missed = h("h4");
  const others = h("ul", { class: "coprod-read-links" });
  const agreed = h("p", { class: "coprod-note" });
  const root = h("section", { class: "coprod-outcome coprod-link-results", hidden: true });
  root.append(heading, summary, marks, yours, missed, others, agreed);
  let shown = "";
  return {
    root,
    heading,
    missed,
    paint() {
      const result = model.get("result");
      root.hidden = !result.score;
      const now = JSON.stringify([result, model.get("easy")]);
      // What stands there already stays: whoever is reading or marking it loses nothing.
      if (!result.score || now === shown) return;
      shown = now;
      tell(heading, words.say("links-heading"));
      tell(summary, words.of(result.summary));
      tell(marks, words.of(result.marks));
      const sorted = [...result.links].sort((a, b) => ORDER.indexOf(a.rating) - ORDER.indexOf(b.rating));
      yours.replaceChildren(...sorted.map((link) => linkEntry(board, item, link)));
      tellOrHide(missed, result.reveal ? words.say("links-missed") : "");
      others.replaceChildren(...(result.reveal || []).map((link) => linkEntry(board, item, link)));
      others.hidden = !result.reveal;
      tellOrHide(agreed, words.of(result.agreed));
    },
  };
}
