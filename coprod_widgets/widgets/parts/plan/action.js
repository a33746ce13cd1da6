// One action of a plan: its questions in groups, and what it does not say yet.
import { focusOn, h, route, tell } from "../page.js";
import { question } from "../question.js";
import { dayQuestion } from "./day.js";

/**
 * @param {Object} options
 * @param {Object} options.item the plan's page view
 * @param {number} options.number the action's place, from 0
 * @param {Object} options.words from `wordsOf`
 * @param {AbortSignal} options.signal
 * @param {(part: string, answer: string, via: string) => void} options.onAnswer "" for what is not there
 * @param {(via: string) => void} options.onRemove the learner takes this action out of the plan; the first one stays
 */
export function action({ item, number, words, signal, onAnswer, onRemove }) {
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
  let written = false;

  const remove = h("button", { type: "button", class: "coprod-remove" });
  const sure = h("p");
  const yes = h("button", { type: "button", class: "coprod-remove-yes" });
  const no = h("button", { type: "button", class: "coprod-remove-no" });
  const asking = h("div", { class: "coprod-sure", hidden: true }, sure, h("div", { class: "coprod-actions" }, yes, no));
  if (number > 0) root.append(h("div", { class: "coprod-actions" }, remove), asking);
  const askWhether = (open) => {
    asking.hidden = !open;
    remove.hidden = open;
  };
  const press = (button, then) => button.addEventListener("click", then, { signal });
  press(remove, (event) => {
    if (!written) return onRemove(route(event));
    askWhether(true);
    focusOn(sure);
  });
  press(no, () => {
    askWhether(false);
    remove.focus();
  });
  press(yes, (event) => {
    askWhether(false);
    onRemove(route(event));
  });
  return {
    root,
    heading,
    /** Let go of a day that is half typed, and of a question half answered: another action stands here from now on. */
    forget() {
      askWhether(false);
      for (const { parts } of groups) for (const { asked } of parts) asked.forget?.();
    },
    paint({ line, said, disabled }) {
      written = Object.keys(line).length > 0;
      tell(remove, words.say("plan-remove", { n: number + 1 }));
      tell(sure, words.say("plan-remove-sure", { n: number + 1 }));
      tell(yes, words.say("plan-remove-yes"));
      tell(no, words.say("plan-remove-no"));
      for (const button of [remove, yes, no]) button.disabled = disabled;
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
