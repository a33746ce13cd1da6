// Sort short cases into categories, by any of four equal routes, then ask what to make of it.
// Movement is drawn here at once; every meaning (marks, feedback, hints) comes from Python when asked for.
import { actionsRow } from "./parts/sorter/actions.js";
import { sortingBoard } from "./parts/sorter/board.js";
import { cardsLayout } from "./parts/sorter/cards.js";
import { listLayout } from "./parts/sorter/list.js";
import { focusOn, frame, h, tell } from "./parts/page.js";
import { question } from "./parts/question.js";
import { resultsPanel } from "./parts/sorter/results.js";
import { sureQuestion } from "./parts/sorter/sure.js";

const TRAITS = ["value", "answers", "confidence", "answering", "hints", "right_before", "result", "picture", "saved", "_anew"];

function render({ model, el, signal }) {
  const page = { model, el, signal, interaction: "sort", traits: TRAITS, checks: !model.get("item").exercise };
  const { root, bar, words } = frame({ ...page, paint: (changed) => paint(changed) });
  const item = model.get("item");
  // Two places for a sentence, one at a time: beside the cards for what moves, below for what is asked for.
  const status = h("p", { class: "coprod-status", role: "status" });
  const answer = h("p", { class: "coprod-status", role: "status" });
  const board = sortingBoard({ model, words, signal, say: (text) => say(status, text) });

  const layoutSwitch = layoutButton(model, signal);
  const prompt = h("p", { class: "coprod-prompt" });
  const scheme = h("p", { class: "coprod-note" });
  const cards = cardsLayout(board);
  const list = listLayout(board);
  const then = thenQuestions(board);
  const sure = sureQuestion(board);
  const results = resultsPanel(board);
  const isList = () => model.get("answering") === "list";
  const there = {
    results: () => focusOn(results.heading),
    readings: () => results.toRevealed(),
    cards: () => (isList() ? list : cards).focus(),
  };
  const actions = actionsRow(board, there, results.shown, (text) => say(answer, text));
  bar.append(layoutSwitch);
  root.append(prompt, scheme, cards.root, list.root, then.root, sure.root, actions.root, answer, results.root);

  function say(place, text) {
    for (const one of [status, answer]) one.textContent = one === place ? text : "";
  }

  function paint(changed) {
    // What was deleted is not to be had back.
    if (changed?.has("_anew")) board.forget();
    tell(prompt, words.of(item.prompt));
    tell(scheme, words.of(item.marks));
    scheme.hidden = !item.marks;
    tell(layoutSwitch, words.say("as-list"));
    layoutSwitch.setAttribute("aria-pressed", String(isList()));
    const home = isList() ? root : cards.said;
    if (status.parentElement !== home) isList() ? then.root.before(status) : home.append(status);
    cards.root.hidden = isList();
    list.root.hidden = !isList();
    for (const part of [cards, list, sure, then, results, actions]) part.paint(changed);
  }
  paint();
}

/** The button between cards and plain list. */
function layoutButton(model, signal) {
  const button = h("button", { type: "button", class: "coprod-switch" });
  button.addEventListener(
    "click",
    () => {
      model.set("answering", model.get("answering") === "list" ? "cards" : "list");
      model.save_changes();
    },
    { signal },
  );
  return button;
}

/** The questions about all cards together, once all are placed. */
function thenQuestions(board) {
  const { item, model, words, signal } = board;
  const root = h("div", { class: "coprod-then" });
  const questions = item.then.map((asked) => {
    const onAnswer = (answer, via) => board.answer(asked.id, answer, via);
    const built = question({ item: asked, words, signal, onAnswer });
    root.append(built.root);
    return { asked, built };
  });
  return {
    root,
    paint() {
      const done = board.done();
      root.hidden = !item.then.length || !(done || item.cases.every(({ id }) => board.placed(id)));
      for (const { asked, built } of questions) {
        built.paint({
          answer: model.get("answers")[asked.id],
          outcome: done ? model.get("result").asks[asked.id] : null,
          disabled: done || model.get("disabled"),
        });
      }
    },
  };
}

export default { render };
