// One decision: the scene, what can be done, and what the learner expects it to move. Nothing is chosen beforehand.
import { h, tell } from "../page.js";
import { question } from "../question.js";
import { rows } from "./rows.js";

/**
 * @param {Object} board what every part of the page may read
 * @param {(askId: string, answer: string[], via: string) => void} board.onPredict
 */
export function decidingPart({ model, item, words, signal, onPredict, onPick }) {
  const place = h("p", { class: "coprod-note" });
  const heading = h("h3");
  const skipped = h("p", { class: "coprod-story-skipped" });
  const scene = h("p", { class: "coprod-story-scene" });
  const warning = h("p", { class: "coprod-story-warning" });
  const questions = h("div", {});
  const closedHeading = h("h4");
  const closed = h("ul", { class: "coprod-story-closed" });
  const root = h("section", { class: "coprod-story-deciding" }, place, heading, skipped, scene, warning, questions);

  let here = "";
  let picked = [];
  let ways = null;
  let expects = null;

  /** The questions of one decision are made when it is reached; what was picked at another is forgotten. */
  function turnTo(decision) {
    here = decision.id;
    picked = [];
    const asks = { id: `${item.id}.${decision.id}`, interaction: "choice", prompt: decision.ask, choices: decision.options, many: false };
    ways = question({
      item: asks,
      words,
      signal,
      onAnswer: (answer) => {
        picked = answer;
        onPick();
      },
    });
    ways.root.classList.add("coprod-story-ways");
    expects = question({ item: decision.predict, words, signal, onAnswer: (answer, via) => onPredict(decision.predict.id, answer, via) });
    expects.root.classList.add("coprod-story-expects");
    questions.replaceChildren(ways.root, closedHeading, closed, expects.root);
  }

  return {
    root,
    heading,
    picked: () => picked[0],
    paint(decision) {
      if (!decision) {
        here = "";
        return;
      }
      if (here !== decision.id) turnTo(decision);
      tell(place, words.say("story-place", { n: decision.number, all: item.decisions }));
      tell(heading, words.of(decision.title));
      tell(skipped, words.of(decision.skipped));
      skipped.hidden = !decision.skipped;
      tell(scene, words.of(decision.scene));
      tell(warning, words.of(decision.warning));
      warning.hidden = !decision.warning;
      const disabled = model.get("disabled");
      ways.paint({ answer: picked, outcome: null, disabled });
      expects.paint({ answer: model.get("answers")[decision.predict.id], outcome: null, disabled });
      tell(closedHeading, words.say("story-closed"));
      closedHeading.hidden = closed.hidden = !decision.closed.length;
      rows(closed, decision.closed.map(({ choice, needs }) => [choice, ...needs].map((one) => words.of(one)).join(" – ")));
    },
  };
}
