// Who decides at five moments, what people bring, and what the rules make of it.
// Beams move here with the hand; every meaning (reading, marks, rules) comes from Python when asked for.
import { askToCheck, commit, focusOn, frame, h, route, tell } from "./parts/page.js";
import { momentQuestion, placeWords } from "./parts/balance/moment.js";
import { question } from "./parts/question.js";
import { readingPanel, rulesPanel } from "./parts/balance/reading.js";

const ONE = ["promise", "stays", "returned"];

function render({ model, el, signal }) {
  const item = model.get("item");
  const { root, words } = frame({
    model,
    el,
    signal,
    interaction: "balance",
    traits: ["value", "answers", "result", "saved", "_table", "_level", "_follows", "_anew"],
    paint: (changed) => paint(changed),
  });

  /** What every part of the page may read. */
  const board = {
    model,
    item,
    words,
    signal,
    questionWords: (id) => words.of([...item.moments, ...item.parts].find((one) => one.id === id).question),
    answerWords(id) {
      if (item.moments.some((moment) => moment.id === id)) {
        return placeWords(item, words, (model.get("value").stages || {})[id]);
      }
      const chosen = toChoice(id, model.get("value")[id]);
      const { options } = item.parts.find((part) => part.id === id);
      const said = options.filter((option) => chosen.includes(option.id)).map((option) => words.of(option.words));
      const between = said.every((text) => text.endsWith(".")) ? " " : "; ";
      return said.join(between) || words.say("not-answered");
    },
    /** The questions without an answer, in words. */
    unanswered() {
      const { stages = {}, ...rest } = model.get("value");
      const parts = item.parts.filter(({ id, options }) => options.length && rest[id] === undefined);
      return [...item.moments.filter(({ id }) => stages[id] === undefined), ...parts].map(({ question: asked_ }) => words.of(asked_));
    },
    predictedWords() {
      const chosen = item.predict && (model.get("answers")[item.predict.id] || []);
      const found = chosen && item.predict.choices.find(({ id }) => chosen.includes(id));
      return found ? words.of(found) : "";
    },
  };

  const story = storyCard(board);
  const steps = stepsOf(board, answer);
  const prompt = h("p", { class: "coprod-prompt" });
  const scheme = h("p", { class: "coprod-note" });
  const note = h("p", { class: "coprod-model-note" });
  const predict = item.predict && asked(item.predict);
  const explain = item.explain && asked(item.explain);
  const check = h("button", { type: "button", class: "coprod-main" });
  const reveal = h("button", { type: "button" });
  const clear = h("button", { type: "button" });
  const status = h("p", { class: "coprod-status", role: "status" });
  const reading = readingPanel(board);
  const rules = rulesPanel(board);
  root.append(prompt, story.root, scheme, steps.root);
  if (predict) root.append(predict.root);
  root.append(h("div", { class: "coprod-actions" }, check, reveal, clear, rules.button), status, rules.body, reading.root);
  if (explain) root.append(explain.root);
  root.append(note);

  /** What was pressed, and waits for Python's answer. */
  let pressed = null;
  /** What was cleared, to be brought back. */
  let cleared = null;
  /** The reading that was last in sight. */
  let readBefore = "";

  function answer(part, given, via) {
    cleared = null;
    const after = { ...model.get("value") };
    const empty = given === undefined || given === "" || (part === "stages" && !Object.keys(given).length);
    if (empty) delete after[part];
    else after[part] = given;
    commit(model, { value: after }, via);
  }

  function asked(one) {
    const built = question({
      item: one,
      words,
      signal,
      onAnswer: (given, via) => commit(model, { answers: { ...model.get("answers"), [one.id]: given } }, via),
    });
    const place = h("div", { class: "coprod-asked-beside" }, built.root);
    return {
      root: place,
      paint: (shown) => {
        place.hidden = !shown;
        built.paint({ answer: model.get("answers")[one.id], outcome: null, disabled: model.get("disabled") });
      },
    };
  }

  check.addEventListener(
    "click",
    (event) => {
      if (pressed) return;
      if (item.predict && !board.predictedWords()) {
        status.textContent = words.say("predict-first");
        return;
      }
      pressed = check;
      askToCheck(model, ["value", "answers"], route(event));
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
  clear.addEventListener(
    "click",
    (event) => {
      const back = cleared;
      cleared = back ? null : model.get("value");
      commit(model, { value: back || {} }, route(event));
      status.textContent = words.say(back ? "brought-back" : "cleared");
      paintActions();
    },
    { signal },
  );

  function paintActions() {
    const result = model.get("result");
    tell(check, words.say(!item.keyed ? "show-reading" : item.reading ? "check-balance" : "check-balance-only"));
    check.hidden = item.own || item.exercise || (item.keyed ? Boolean(result.score) : Boolean(result.done));
    tell(reveal, words.say("balance-reveal"));
    reveal.hidden = !result.score || result.score.scaled === 1 || Boolean(result.reveal);
    tell(clear, words.say(cleared ? "clear-undo" : "clear-balance"));
    clear.hidden = !cleared && !Object.keys(model.get("value")).length;
    for (const button of [check, reveal, clear]) button.disabled = model.get("disabled");
    rules.button.hidden = !item.reading;
  }

  /** Say in a sentence how a reading in sight has changed, or that it has not. */
  function sayReading() {
    const now = nameNow();
    if (now && readBefore && !pressed) {
      status.textContent = now === readBefore ? words.say("reading-same") : words.say("reading-now", { reading: now });
    }
    readBefore = now;
  }

  function nameNow() {
    const { reading: found } = model.get("result");
    return found ? words.of(found.name) : "";
  }

  function paint(changed) {
    const result = model.get("result");
    // What was deleted is not to be had back.
    if (changed?.has("_anew")) cleared = null;
    tell(prompt, words.of(item.prompt));
    tell(scheme, words.of(item.marks));
    scheme.hidden = !item.marks;
    // What it says of the model is about a reading, and an exercise shows none.
    tell(note, item.exercise ? "" : words.of(item.note));
    note.hidden = !note.textContent;
    story.paint();
    steps.paint(nameNow());
    if (predict) predict.paint(!result.done);
    if (explain) explain.paint(Boolean(result.done));
    reading.paint();
    rules.paint();
    if (changed?.has("_follows")) sayReading();
    else if (!changed || (changed?.has("result") && !result.done)) readBefore = nameNow();
    paintActions();
    if (changed?.has("result") && pressed && result.done) {
      status.textContent = item.reading ? words.say("reading-follows") : words.say("checked");
      readBefore = nameNow();
      focusOn(reading.heading);
    }
    // A result that went is an answer as well: of a balance cleared since there is nothing to show.
    if (changed?.has("result")) pressed = null;
    // Last: a result may come with an error, or with the end of one.
    if (changed?.has("error")) pressed = null;
  }
  paint();
}

/** The story that the balance is about; nothing where there is none. */
function storyCard({ item, words }) {
  const title = h("h3");
  const text = h("div");
  const invented = h("p", { class: "coprod-note" });
  const root = h("div", { class: "coprod-story-card" }, title, text, invented);
  return {
    root,
    paint() {
      root.hidden = !item.story;
      tell(title, words.of(item.title));
      const said = words.of(item.story);
      if (text.dataset.said !== said) text.replaceChildren(...said.split("\n").map((paragraph) => h("p", { text: paragraph })));
      text.dataset.said = said;
      invented.hidden = !item.invented;
      tell(invented, words.say("invented"));
    },
  };
}

/** An answer as the ids of a choice, and back: `returned` is true or false in a response. */
function toChoice(part, given) {
  if (given === undefined) return [];
  if (part === "returned") return [given ? "yes" : "no"];
  return ONE.includes(part) ? [given] : given;
}

function fromChoice(part, chosen) {
  if (part === "returned") return chosen[0] === "yes";
  if (ONE.includes(part)) return chosen[0];
  return chosen.length ? chosen : undefined;
}

/**
 * The groups of questions, one on screen at a time.
 * @param {Object} board
 * @param {(part: string, given: any, via: string) => void} onAnswer
 */
function stepsOf(board, onAnswer) {
  const { item, model, words, signal } = board;
  const one = item.level === "one-person";
  const has = (id) => item.parts.some((part) => part.id === id);
  const groups = [
    { name: () => words.say("step-moments"), built: item.moments.map(moment) },
    {
      name: () => (one ? words.say("step-brings-one") : words.say("step-brings")),
      built: item.parts.filter(({ id }) => id === "brings").map(part),
    },
    {
      name: () => (has("promise") ? words.say("step-rest") : has("returned") ? words.say("step-given") : words.say("step-put-in")),
      built: item.parts.filter(({ id }) => id !== "brings").map(part),
    },
  ].filter(({ built }) => built.length);
  const several = groups.length > 1;
  const list = h("ol", { class: "coprod-steps" });
  const now = h("p", { class: "coprod-now" });
  const root = h("div", { class: "coprod-groups" }, several ? list : "", now);
  const next = h("button", { type: "button", class: "coprod-next" });
  let current = 0;
  groups.forEach((group, index) => {
    group.button = h("button", { type: "button" });
    group.heading = h("h3", { class: "coprod-group-name" });
    group.root = h("div", { class: "coprod-group" }, several ? group.heading : "", ...group.built.map((one) => one.root));
    group.button.addEventListener("click", () => go(index, false), { signal });
    list.append(h("li", {}, group.button));
    root.append(group.root);
  });
  if (several) root.append(next);
  next.addEventListener("click", () => go(current + 1, true), { signal });

  function go(index, forward) {
    current = index;
    paint();
    if (forward) focusOn(groups[index].heading);
  }

  function moment(one) {
    return momentQuestion({
      moment: one,
      item,
      words,
      signal,
      onAnswer: (place, via) => onAnswer("stages", { ...model.get("value").stages, [one.id]: place }, via),
    });
  }

  function part(one) {
    const written = !one.options.length;
    const asked = written
      ? { id: one.id, interaction: "reflect", prompt: one.question, note: one.prompt, max_characters: 300 }
      : {
          id: one.id,
          interaction: "choice",
          prompt: one.question,
          note: one.prompt,
          many: one.id === "brings",
          choices: one.options.map(({ id, words: said }) => ({ id, ...said })),
        };
    const built = question({
      item: asked,
      words,
      signal,
      onAnswer: (given, via) => onAnswer(one.id, written ? given : fromChoice(one.id, given), via),
    });
    return {
      id: one.id,
      root: built.root,
      paint({ disabled }) {
        const given = model.get("value")[one.id];
        built.paint({ answer: written ? given : toChoice(one.id, given), outcome: null, disabled });
      },
    };
  }

  function paint(reading = now.dataset.reading || "") {
    const { stages = {} } = model.get("value");
    now.dataset.reading = reading;
    now.hidden = !reading;
    tell(now, reading ? words.say("reading-so-far", { reading }) : "");
    list.setAttribute("aria-label", words.say("steps-label"));
    groups.forEach((group, index) => {
      const here = index === current;
      group.root.hidden = !here;
      tell(group.heading, group.name());
      tell(group.button, words.say("step-of", { n: index + 1, name: group.name() }));
      if (here) group.button.setAttribute("aria-current", "step");
      else group.button.removeAttribute("aria-current");
      for (const one of group.built) {
        one.paint({ place: stages[one.id], disabled: model.get("disabled"), level: model.get("_level") });
      }
    });
    next.hidden = current === groups.length - 1;
    if (!next.hidden) tell(next, words.say("step-next", { name: groups[current + 1].name() }));
  }
  return { root, paint };
}

export default { render };
