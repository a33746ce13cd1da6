// One question with choices, alone on the page: choose, then ask what to make of it.
import { askToCheck, commit, focusOn, frame, h, marks, route, tell } from "./parts/page.js";
import { question } from "./parts/question.js";

function render({ model, el, signal }) {
  const item = model.get("item");
  const { root, words } = frame({
    model,
    el,
    signal,
    interaction: "choice",
    traits: ["value", "result", "saved"],
    paint: (changed) => paint(changed),
  });
  const asked = question({
    item,
    words,
    signal,
    onAnswer: (answer, via) => commit(model, { value: answer }, via),
  });
  const check = h("button", { type: "button", class: "coprod-main" });
  const status = h("p", { class: "coprod-status", role: "status" });
  const heading = h("h3");
  const told = h("p");
  const reveal = h("section", { class: "coprod-reveal", hidden: true }, heading, told);
  const about = aboutCase(item, words);
  root.append(about.root, asked.root, h("div", { class: "coprod-actions" }, check), status, reveal);

  let pressed = false;
  check.addEventListener(
    "click",
    (event) => {
      if (pressed) return;
      if (!model.get("value").length) {
        status.textContent = words.say("choose-first");
        return;
      }
      pressed = true;
      askToCheck(model, ["value"], route(event));
    },
    { signal },
  );

  function paint(changed) {
    const result = model.get("result");
    const done = Boolean(result.score);
    asked.paint({ answer: model.get("value"), outcome: done ? result : null, disabled: model.get("disabled") });
    about.paint();
    tell(check, words.say(item.predicts ? "show-what-happened" : "check-choice"));
    check.hidden = !(item.keyed || item.predicts) || done || Boolean(result.reveal);
    check.disabled = model.get("disabled");
    reveal.hidden = !result.reveal;
    tell(heading, words.say("what-happened"));
    tell(told, words.of(result.reveal));
    if (result.reveal) {
      status.textContent = "";
      if (changed?.has("result") && pressed) focusOn(heading);
      pressed = false;
    } else if (done) {
      const whole = result.score.raw === result.score.max;
      status.textContent = words.say(whole ? "choice-whole" : item.many ? "choice-part" : "choice-summary", {
        raw: marks(result.score.raw),
        max: marks(result.score.max),
      });
      if (changed?.has("result") && pressed) focusOn(status);
      pressed = false;
    } else if (changed?.has("saved")) {
      status.textContent = item.keyed || item.predicts || item.exercise ? "" : words.say("kept");
    } else if (changed?.has("value") || changed?.has("error")) {
      status.textContent = "";
    }
    // What was asked for may not come: then it can be asked for again.
    if (changed?.has("error")) pressed = false;
  }
  paint();
}

/** The case that the question is about: its story in full, or in an exercise, where it was read before, folded away. */
function aboutCase(item, words) {
  const title = h("h3");
  const story = h("p", { class: "coprod-story" });
  const kind = h("p", { class: "coprod-note" });
  const again = h("summary");
  const body = item.exercise ? h("details", {}, again, kind, story) : h("div", {}, kind, story);
  return {
    root: h("article", { class: "coprod-about", hidden: !item.about }, item.exercise ? "" : title, body),
    paint() {
      if (!item.about) return;
      tell(title, words.of(item.about.title));
      tell(again, words.say("exercise-story-again", { title: words.of(item.about.title) }));
      tell(kind, item.about.invented ? words.say("invented") : "");
      tell(story, words.of(item.about.story));
    },
  };
}

export default { render };
