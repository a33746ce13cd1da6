// A self-audit: eight lines, one at a time; what happened first, the rating second; then what the ratings say.
// Dots are drawn here from what Python says; nothing is marked, and nothing is added up.
import { askToCheck, commit, focusOn, frame, h, route, tell } from "./parts/page.js";
import { withEntry } from "./parts/audit/line.js";
import { auditPages } from "./parts/audit/pages.js";
import { invitePart } from "./parts/audit/invite.js";
import { resultPanel } from "./parts/audit/result.js";

function render({ model, el, signal }) {
  const item = model.get("item");
  const invited = item.rater === "invited";
  const { root, words } = frame({
    model,
    el,
    signal,
    interaction: "audit",
    traits: ["value", "answers", "result", "saved", "due", "_to_do_first"],
    paint: (changed) => paint(changed),
    checks: !item.exercise,
  });
  const prompt = h("p", { class: "coprod-prompt" });
  const due = h("p", { class: "coprod-note" });
  const note = h("p", { class: "coprod-note" });
  const part = invited ? theirPart() : ownPart();
  const show = h("button", { type: "button", class: "coprod-main" });
  const status = h("p", { class: "coprod-status coprod-audit-said", role: "status" });
  const result = resultPanel({ item, words });
  root.append(prompt, due, note, part.root, h("div", { class: "coprod-actions" }, show), status, result.root);
  let pressed = false;

  /** Send what was put down; what was asked for before it is asked for no more. */
  function put(changes, via) {
    pressed = false;
    commit(model, changes, via);
  }

  function ownPart() {
    const pages = auditPages({
      item,
      asks: item,
      overview: true,
      words,
      signal,
      onEntry: (line, change, via) => put({ value: withEntry(model.get("value"), line, change) }, via),
    });
    return { root: pages.root, paint: () => pages.paint({ ratings: model.get("value"), disabled: model.get("disabled") }) };
  }

  function theirPart() {
    return invitePart({
      model,
      root,
      words,
      signal,
      onGuess: (guess, via) => put({ answers: { ...model.get("answers"), [`${item.id}.guess`]: guess } }, via),
      onKept: (ratings, via) => put({ value: ratings }, via),
    });
  }

  show.addEventListener(
    "click",
    (event) => {
      pressed = true;
      askToCheck(model, ["value", "answers"], route(event));
    },
    { signal },
  );

  function paint(changed) {
    const found = model.get("result");
    tell(prompt, words.of(item.prompt));
    tell(due, words.of(model.get("due").text ? model.get("due") : null));
    due.hidden = !due.textContent;
    tell(note, words.of(item.no_total));
    part.paint();
    tell(show, words.say(invited ? "audit-together-show" : "audit-show"));
    show.hidden = Boolean(found.done || item.exercise);
    show.disabled = model.get("disabled");
    result.paint(found);
    if (changed?.has("saved") && !pressed && !item.exercise) tell(status, words.say("kept"));
    // What was asked for too early is answered under the button; only there is it in sight.
    const first = model.get("_to_do_first");
    if (first.text && (changed?.has("_to_do_first") || changed?.has("easy"))) {
      pressed = false;
      tell(status, words.of(first));
    }
    if (changed?.has("result") && pressed && found.done) {
      pressed = false;
      tell(status, words.say("audit-shown"));
      focusOn(result.heading);
    }
    // Last: a result may come with an error, or with the end of one.
    if (changed?.has("error")) pressed = false;
  }
  paint();
}

export default { render };
