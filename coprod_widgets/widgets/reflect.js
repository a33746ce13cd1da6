// A question about the learner's own work: a text box that keeps what is typed. Never marked.
import { commit, frame, h } from "./parts/page.js";
import { question } from "./parts/question.js";

function render({ model, el, signal }) {
  const { root, words } = frame({
    model,
    el,
    signal,
    interaction: "reflect",
    traits: ["value", "saved"],
    paint: (changed) => paint(changed),
  });
  const item = model.get("item");
  const asked = question({
    item,
    words,
    signal,
    onAnswer: (answer, via) => commit(model, { value: answer }, via),
  });
  const status = h("p", { class: "coprod-status", role: "status" });
  root.append(asked.root, status);

  function paint(changed) {
    status.textContent = changed?.has("saved") && !item.exercise ? words.say("kept") : "";
    asked.paint({ answer: model.get("value"), outcome: null, disabled: model.get("disabled") });
  }
  paint();
}

export default { render };
