// Sort short cases into categories, by any of four equal routes, then ask what to make of it.
// Movement is drawn here at once; every meaning (marks, feedback, hints) comes from Python when asked for.
import { askToCheck, commit, focusOn, frame, groupName, h, route, switchOff } from "./_page.js";
import { cardsLayout } from "./_cards.js";
import { listLayout } from "./_list.js";
import { question } from "./_question.js";
import { resultsPanel } from "./_results.js";

function render({ model, el, signal }) {
  const item = model.get("item");
  const { root, bar, words } = frame({
    model,
    el,
    signal,
    interaction: "sort",
    traits: ["value", "answers", "confidence", "answering", "hints", "right_before", "result", "saved"],
    paint: (changed) => paint(changed),
  });

  /** What every part of the page may read and do. */
  const board = {
    model,
    item,
    words,
    signal,
    name: (categoryId) => words.of(item.categories.find(({ id }) => id === categoryId).name),
    title: (caseId) => words.of(item.cases.find(({ id }) => id === caseId).title),
    placed: (caseId) => model.get("value")[caseId],
    done: () => Boolean(model.get("result").done),
    /** The questions that belong to a card where it lies now. */
    asksOf: (caseId) =>
      item.asks.filter(
        (ask) =>
          ask.case === caseId &&
          ask.kind !== "differently" &&
          (ask.kind === "none-kind" ? board.placed(caseId) === "none" : board.placed(caseId)),
      ),
    unanswered: (caseId) =>
      board.asksOf(caseId).filter(({ id, kind }) => kind === "fact" && !(model.get("answers")[id] || []).length),
    place(caseId, categoryId, via) {
      if (board.done() || model.get("disabled")) return;
      const before = model.get("value");
      const from = before[caseId] || null;
      if (from === categoryId) return;
      history.push({ caseId, from });
      say(moved(caseId, categoryId, put(caseId, categoryId, via)));
    },
    answer(askId, answer, via) {
      wrote = board.done();
      commit(model, { answers: { ...model.get("answers"), [askId]: answer } }, via);
    },
    hint(caseId) {
      model.send({ kind: "hint", case: caseId });
    },
    say: (text) => say(text),
  };

  const history = [];
  let warned = false;
  /** Whether something was written below a result, which is worth a word once it is kept. */
  let wrote = false;
  /** What was pressed and will be gone when Python has answered; then the focus goes where the answer is. */
  let pressed = null;

  const layoutSwitch = h("button", { type: "button", class: "coprod-switch" });
  bar.append(layoutSwitch);
  const prompt = h("p", { class: "coprod-prompt" });
  const scheme = h("p", { class: "coprod-note" });
  const cards = cardsLayout(board);
  const list = listLayout(board);
  const then = h("div", { class: "coprod-then" });
  const thenQuestions = item.then.map((asked) => {
    const built = question({
      item: asked,
      words,
      signal,
      onAnswer: (answer, via) => board.answer(asked.id, answer, via),
    });
    then.append(built.root);
    return { asked, built };
  });
  const sure = sureQuestion();
  const undo = h("button", { type: "button" });
  const check = h("button", { type: "button", class: "coprod-main" });
  const retry = h("button", { type: "button" });
  const reveal = h("button", { type: "button" });
  const status = h("p", { class: "coprod-status", role: "status" });
  const results = resultsPanel(board);
  const actions = h("div", { class: "coprod-actions" }, undo, check, retry, reveal);
  root.append(prompt, scheme, cards.root, list.root, then, sure.root, actions, results.root);

  /** Put one card in one place, whatever else has moved meanwhile. */
  function put(caseId, categoryId, via) {
    const after = { ...model.get("value") };
    if (categoryId) after[caseId] = categoryId;
    else delete after[caseId];
    commit(model, { value: after }, via);
    return after;
  }

  function say(text) {
    status.textContent = text;
  }

  function moved(caseId, categoryId, after) {
    if (!categoryId) return words.say("moved-back", { card: board.title(caseId) });
    const there = Object.values(after).filter((category) => category === categoryId).length;
    const left = item.cases.length - Object.keys(after).length;
    return words.say(left ? "moved" : "moved-last", {
      card: board.title(caseId),
      category: board.name(categoryId),
      n: there,
      left,
    });
  }

  function sureQuestion() {
    const legend = h("legend");
    const fieldset = h("fieldset", { class: "coprod-sure" }, legend);
    let via = "tap";
    fieldset.addEventListener("pointerdown", () => (via = "tap"), { signal });
    fieldset.addEventListener("keydown", () => (via = "keyboard"), { signal });
    const name = groupName("sure");
    const options = [0, 0.5, 1].map((level, index) => {
      const input = h("input", { type: "radio", name, value: String(level) });
      const text = h("span");
      fieldset.append(h("label", {}, input, text));
      input.addEventListener("change", () => commit(model, { confidence: level }, via), { signal });
      return { input, level, text, key: `sure-${index}` };
    });
    return {
      root: fieldset,
      paint() {
        legend.textContent = words.say("how-sure");
        fieldset.hidden = !item.confidence || board.done();
        for (const { input, level, text, key } of options) {
          text.textContent = words.say(key);
          input.checked = model.get("confidence") === level;
        }
      },
    };
  }

  layoutSwitch.addEventListener(
    "click",
    () => {
      model.set("answering", model.get("answering") === "list" ? "cards" : "list");
      model.save_changes();
    },
    { signal },
  );
  undo.addEventListener(
    "click",
    (event) => {
      if (model.get("disabled") || !history.length) return;
      const { caseId, from } = history.pop();
      put(caseId, from, route(event));
      say(words.say("undone"));
    },
    { signal },
  );
  check.addEventListener(
    "click",
    (event) => {
      if (pressed) return;
      const open = openThings();
      if (open && !warned) {
        warned = true;
        say(open);
        return;
      }
      warned = false;
      pressed = check;
      askToCheck(model, ["value", "answers", "confidence"], route(event));
    },
    { signal },
  );
  retry.addEventListener(
    "click",
    () => {
      history.length = 0;
      pressed = retry;
      model.send({ kind: "retry" });
      say(words.say(allOver() ? "sort-again-said" : "try-again-said"));
    },
    { signal },
  );
  reveal.addEventListener(
    "click",
    () => {
      pressed = reveal;
      model.send({ kind: "reveal" });
    },
    { signal },
  );

  /** Whether trying again means all cards: after full marks, and where nothing is marked. */
  function allOver() {
    return model.get("result").over;
  }

  /** A sentence on what is still open; empty when nothing is. */
  function openThings() {
    const left = item.cases.filter(({ id }) => !board.placed(id)).length;
    const facts =
      item.cases.flatMap(({ id }) => board.unanswered(id)).length +
      item.then.filter(({ id }) => !(model.get("answers")[id] || []).length).length;
    if (!left && !facts) return "";
    return [
      left ? words.say("open-cards", { n: left }) : "",
      facts ? words.say("open-questions", { n: facts }) : "",
      words.say("press-again"),
    ]
      .filter(Boolean)
      .join(" ");
  }

  function paint(changed) {
    const done = board.done();
    const result = model.get("result");
    const asList = model.get("answering") === "list";
    prompt.textContent = words.of(item.prompt);
    scheme.textContent = words.of(item.marks);
    scheme.hidden = !item.marks;
    layoutSwitch.textContent = words.say("as-list");
    layoutSwitch.setAttribute("aria-pressed", String(asList));
    const home = asList ? root : cards.said;
    if (status.parentElement !== home) asList ? then.before(status) : home.append(status);
    cards.root.hidden = asList;
    list.root.hidden = !asList;
    cards.paint(changed);
    list.paint(changed);
    sure.paint();
    const allPlaced = item.cases.every(({ id }) => board.placed(id));
    then.hidden = !item.then.length || !(allPlaced || done);
    for (const { asked, built } of thenQuestions) {
      built.paint({
        answer: model.get("answers")[asked.id],
        outcome: done ? result.asks[asked.id] : null,
        disabled: done || model.get("disabled"),
      });
    }
    undo.textContent = words.say("undo");
    undo.hidden = done;
    switchOff(undo, !history.length || model.get("disabled"));
    check.textContent = words.say(item.argued ? "show-arguments" : "check-sorting");
    check.hidden = done;
    retry.textContent = words.say(done && allOver() ? "sort-again" : "try-again");
    retry.hidden = !done;
    reveal.textContent = words.say("show-readings");
    reveal.hidden = !done || item.argued || result.score.scaled === 1 || Boolean(result.reveal);
    for (const button of [check, retry, reveal]) button.disabled = model.get("disabled");
    if (changed === "value") warned = false;
    if (changed === "result" && done) say(words.say("checked"));
    if (changed === "saved" && wrote) {
      say(words.say("kept"));
      wrote = false;
    }
    results.paint();
    if (changed === "result" && pressed) {
      if (done) focusOn(pressed === reveal ? results.firstRevealed() : results.heading);
      else (asList ? list : cards).focus();
      pressed = null;
    }
  }
  paint();
}

export default { render };
