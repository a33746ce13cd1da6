// One action of a plan: its questions in groups, and what it does not say yet.
import { h, tell } from "../page.js";
import { question } from "../question.js";
import { dayQuestion } from "./day.js";

/**
 * @param {Object} options
 * @param {Object} options.item the plan's page view
 * @param {number} options.number the action's place, from 0
 * @param {Object} options.words from `wordsOf`
 * @param {AbortSignal} options.signal
 * @param {(part: string, answer: string, via: string) => void} options.onAnswer "" for what is not there
 */
export function action({ item, number, words, signal, onAnswer }) {
  const heading = h("h3");
  const toldHeading = h("h4");
  const told = h("ul", { class: "coprod-told" });
  const groups = item.groups.map((group) => {
    const name = h("h4");
    const parts = item.parts
      .filter((part) => part.group === group.id)
      .map((part) => ({ part, asked: asks({ item, part, number, words, signal, onAnswer }) }));
    return { group, name, parts, root: h("section", {}, name, ...parts.map(({ asked }) => asked.root)) };
  });
  const root = h(
    "section",
    { class: "coprod-action", "data-action": String(number) },
    heading,
    ...groups.map((one) => one.root),
    h("div", { class: "coprod-missing", hidden: item.exercise }, toldHeading, told),
  );
  let sentences = "";
  return {
    root,
    heading,
    paint({ line, said, disabled }) {
      tell(heading, words.say("plan-line", { n: number + 1 }));
      for (const { group, name, parts } of groups) {
        tell(name, words.of(group.name));
        for (const { part, asked } of parts) {
          const answer = line[part.id];
          asked.paint({ answer: part.kind === "one-of" ? (answer ? [answer] : []) : answer, outcome: null, disabled });
        }
      }
      tell(toldHeading, words.say("plan-told"));
      const texts = said.map((one) => words.of(one));
      if (texts.join("\n") === sentences) return;
      sentences = texts.join("\n");
      told.replaceChildren(...texts.map((text) => h("li", { text })));
    },
  };
}

function asks({ item, part, number, words, signal, onAnswer }) {
  const id = `${item.id}.${number + 1}.${part.id}`;
  if (part.kind === "day") {
    const range = [item.first_day, item.last_day];
    return dayQuestion({ part, id, range, words, signal, onAnswer: (day, via) => onAnswer(part.id, day, via) });
  }
  const asked = { id, prompt: part.ask, note: part.note, many: false };
  if (part.kind === "one-of") {
    return question({
      item: { ...asked, interaction: "choice", choices: part.choices },
      words,
      signal,
      onAnswer: ([chosen], via) => onAnswer(part.id, chosen || "", via),
    });
  }
  return question({
    item: { ...asked, interaction: "reflect", max_characters: part.max_characters },
    words,
    signal,
    onAnswer: (text, via) => onAnswer(part.id, text, via),
  });
}
