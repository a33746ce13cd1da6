// One question on a page: radios or tick boxes for a choice, a text box for a reflection.
// Used alone and inside other activities. It knows no key: what to say about an answer comes in from outside.
import { groupName, h, tell } from "./page.js";
import { writing } from "./writing.js";

/**
 * Build a question.
 * @param {Object} options
 * @param {Object} options.item the question's page view; `note` stands under its prompt, if there is one
 * @param {Object} options.words from `wordsOf`
 * @param {AbortSignal} options.signal
 * @param {(answer: string[]|string, via: string) => void} options.onAnswer
 * @returns {{root: HTMLElement, paint: (state: {answer: any, outcome: Object|null, disabled: boolean}) => void}}
 */
export function question(options) {
  return options.item.interaction === "reflect" ? textQuestion(options) : choiceQuestion(options);
}

function choiceQuestion({ item, words, signal, onAnswer }) {
  const name = groupName(item.id);
  const legend = h("legend");
  const note = h("p", { class: "coprod-note" });
  const root = h("fieldset", { class: "coprod-question", "data-question": item.id }, legend, note);
  const options = item.choices.map((choice) => {
    const input = h("input", { type: item.many ? "checkbox" : "radio", name, value: choice.id });
    const text = h("span");
    const feedback = h("p", { class: "coprod-feedback", hidden: true });
    const option = h("div", { class: "coprod-option" }, h("label", {}, input, text), feedback);
    root.append(option);
    return { choice, input, text, feedback, option };
  });
  // A label passes its click on to its radio without saying what made it, so the route is noted before.
  let via = "tap";
  root.addEventListener("pointerdown", () => (via = "tap"), { signal });
  root.addEventListener("keydown", () => (via = "keyboard"), { signal });
  root.addEventListener(
    "change",
    () => {
      const chosen = options.filter(({ input }) => input.checked).map(({ choice }) => choice.id);
      onAnswer(chosen, via);
    },
    { signal },
  );
  return {
    root,
    paint({ answer, outcome, disabled }) {
      const chosen = answer || [];
      tell(legend, words.of(item.prompt));
      tell(note, [item.note ? words.of(item.note) : "", item.many ? words.say("choose-several") : ""].join(" ").trim());
      note.hidden = !note.textContent;
      root.disabled = disabled;
      for (const { choice, input, text, feedback, option } of options) {
        input.checked = chosen.includes(choice.id);
        tell(text, words.of(choice));
        const said = outcome && outcome.choices[choice.id];
        option.dataset.verdict = said ? said.verdict : "";
        feedback.hidden = !said;
        feedback.replaceChildren();
        if (said) {
          feedback.append(h("strong", { text: words.say(`choice-${said.verdict}`) }), " ", words.of(said.feedback));
        }
      }
    },
  };
}

function textQuestion({ item, words, signal, onAnswer }) {
  const text = writing({ id: item.id, words, signal, max: item.max_characters, onText: onAnswer });
  text.root.classList.add("coprod-question");
  text.root.dataset.question = item.id;
  return {
    root: text.root,
    paint({ answer, disabled }) {
      text.paint({ label: words.of(item.prompt), note: words.of(item.note), value: answer, disabled });
    },
  };
}
