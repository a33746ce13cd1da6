// How sure the learner is, if they like to say. It never counts.
import { commit, groupName, h, tell } from "../page.js";

const LEVELS = [0, 0.5, 1];

/**
 * @param {Object} board see board.js
 */
export function sureQuestion(board) {
  const { item, model, words, signal } = board;
  const legend = h("legend");
  const root = h("fieldset", { class: "coprod-sure" }, legend);
  let via = "tap";
  root.addEventListener("pointerdown", () => (via = "tap"), { signal });
  root.addEventListener("keydown", () => (via = "keyboard"), { signal });
  const name = groupName("sure");
  const options = LEVELS.map((level, index) => {
    const input = h("input", { type: "radio", name, value: String(level) });
    const text = h("span");
    root.append(h("label", {}, input, text));
    input.addEventListener("change", () => commit(model, { confidence: level }, via), { signal });
    return { input, level, text, key: `sure-${index}` };
  });
  return {
    root,
    paint() {
      tell(legend, words.say("how-sure"));
      root.hidden = !item.confidence || board.done();
      for (const { input, level, text, key } of options) {
        tell(text, words.say(key));
        input.checked = model.get("confidence") === level;
      }
    },
  };
}
