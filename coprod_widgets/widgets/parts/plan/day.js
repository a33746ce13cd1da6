// One day to choose or to type: the browser's own field for dates, and a sentence about what is no day.
import { h, tell } from "../page.js";

/**
 * @param {Object} options
 * @param {Object} options.part its page view: {id, ask, note}
 * @param {string} options.id the question's id on the page
 * @param {string[]} options.range the first and the last day that can be kept
 * @param {Object} options.words from `wordsOf`
 * @param {AbortSignal} options.signal
 * @param {(day: string, via: string) => void} options.onAnswer "" for no day
 */
export function dayQuestion({ part, id, range, words, signal, onAnswer }) {
  const [min, max] = range;
  const input = h("input", { type: "date", min, max });
  const prompt = h("span", { class: "coprod-prompt" });
  const note = h("span", { class: "coprod-note" });
  const problem = h("p", { class: "coprod-error", role: "alert", hidden: true });
  const root = h("div", { class: "coprod-question", "data-question": id }, h("label", {}, prompt, note, input), problem);
  let kept = "";
  let bad = false;
  // Where a browser has no field for dates, what is typed comes as it is.
  const isDay = () => input.validity.valid && (!input.value || /^\d{4}-\d\d-\d\d$/.test(input.value));
  const paintProblem = () => {
    problem.hidden = !bad;
    tell(problem, bad ? words.say("plan-day-bad") : "");
    input.setAttribute("aria-invalid", String(bad));
  };
  const send = () => {
    if (!isDay() || input.value === kept) return;
    kept = input.value;
    onAnswer(kept, "keyboard");
  };
  input.addEventListener(
    "change",
    () => {
      send();
      if (isDay()) bad = false;
      paintProblem();
    },
    { signal },
  );
  // A day half typed is no mistake yet: nothing is said before the field is left.
  input.addEventListener(
    "blur",
    () => {
      bad = !isDay();
      send();
      paintProblem();
    },
    { signal },
  );
  return {
    root,
    forget() {
      bad = false;
      kept = "";
      input.value = "";
    },
    paint({ answer, disabled }) {
      tell(prompt, words.of(part.ask));
      tell(note, words.of(part.note));
      note.hidden = !part.note;
      input.disabled = disabled;
      // Never write under the learner's hands, nor over what they have to see to put it right.
      if (input !== document.activeElement && !bad) {
        kept = answer || "";
        input.value = kept;
      }
      paintProblem();
    },
  };
}
