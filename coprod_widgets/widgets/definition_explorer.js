// Marking words of short texts by theme. What is chosen lives here; marks are the widget's value, and the writers' reading
// comes from Python when it is asked for.
import { askToCheck, commit, focusOn, frame, h, route, switchOff, tell } from "./parts/page.js";
import { addedTo, takenFrom, wordsBetween } from "./parts/explorer/spans.js";
import { helpPart, listPart, plainPart, themesPart } from "./parts/explorer/controls.js";
import { readingPart } from "./parts/explorer/reading.js";
import { textPart } from "./parts/explorer/text.js";

function render({ model, el, signal }) {
  const item = model.get("item");
  const { root, bar, words } = frame({
    model,
    el,
    signal,
    interaction: "highlight",
    traits: ["value", "result", "saved", "answering", "picture", "_anew"],
    paint: (changed) => paint(changed),
  });
  const isPlain = () => model.get("answering") === "list";
  const marksOf = (id) => model.get("value")[id] || {};
  const hasMarks = (id) => Object.values(marksOf(id)).some((spans) => spans.length);

  /** What every part of the page may read and do. */
  const board = { model, item, words, signal, marksOf, mark, takeOff, isPlain };

  const status = h("p", { class: "coprod-status", role: "status" });
  const prompt = h("p", { class: "coprod-prompt" });
  const several = item.definitions.length > 1;
  const steps = h("ol", { class: "coprod-texts" });
  const panels = item.definitions.map((definition, index) => panelOf(definition, index));
  const next = button("");
  const undo = button("");
  const picture = button("");
  const ask = button("coprod-main");
  const drawn = h("img", { class: "coprod-picture", hidden: true });
  const plain = button("coprod-switch");
  bar.prepend(plain);
  root.append(prompt, several ? steps : "", ...panels.map((panel) => panel.root));
  root.append(h("div", { class: "coprod-actions" }, ask, undo, picture, next), ...panels.map((panel) => panel.reading.root), drawn);

  let current = 0;
  /** Earlier values, the last step at the end. */
  const before = [];
  let pressed = null;
  /** What was said last; nothing before the first step in a text. */
  let told = "";

  function button(name) {
    return h("button", { type: "button", class: name || undefined });
  }

  function panelOf(definition, index) {
    const heading = h("h3");
    const by = h("p", { class: "coprod-note" });
    const easier = h("p", { class: "coprod-easier" });
    const help = helpPart(board);
    const text = textPart({ ...board, definition, onChosen: () => chosen(index), onTheme, onDelete });
    const themes = themesPart(board, (theme, via) => onTheme(theme, via));
    const form = plainPart(board, definition, (theme, span) => mark(definition, theme, span, "list"));
    const list = listPart(board, definition);
    const step = button("");
    step.addEventListener("click", () => go(index, false), { signal });
    steps.append(h("li", {}, step));
    const section = h("section", { class: "coprod-text-panel" }, several ? heading : "", by, easier, help.root, text.root, form.root, themes.root);
    section.append(list.root);
    const reading = readingPart(board, definition);

    function onTheme(theme, via) {
      const span = text.chosen();
      if (!span) {
        say(words.say("mark-first-words"));
        return;
      }
      if (mark(definition, theme, span, via === "keyboard" ? via : text.via())) text.drop();
    }

    function onDelete(word) {
      const held = item.themes.flatMap(({ id }) => (marksOf(definition.id)[id] || []).filter(([a, b]) => a <= word && word <= b).map((span) => [id, span]));
      for (const [theme, span] of held) takeOff(definition, theme, span, "keyboard");
    }

    return {
      definition,
      heading,
      reading,
      text,
      root: section,
      paint(here) {
        section.hidden = !here;
        tell(heading, words.of(definition.name));
        tell(by, definition.by ? words.say("mark-by", { by: words.of(definition.by), dated: words.of(definition.dated) }) : "");
        by.hidden = !definition.by;
        easier.hidden = !(model.get("easy") && definition.easy);
        tell(easier, easier.hidden ? "" : words.say("mark-easier", { words: definition.easy }));
        tell(step, words.of(definition.name) + (hasMarks(definition.id) ? " ✓" : ""));
        if (here) step.setAttribute("aria-current", "step");
        else step.removeAttribute("aria-current");
        if (!here) {
          reading.root.hidden = true;
          return;
        }
        help.paint();
        text.paint();
        themes.root.hidden = isPlain();
        themes.paint(Boolean(text.chosen()));
        form.paint();
        list.paint();
        reading.paint();
      },
    };
  }

  /** Say a sentence where the learner is looking: under the text. */
  function say(sentence) {
    const home = panels[current].root;
    if (status.parentElement !== home) home.querySelector(".coprod-words").after(status);
    told = sentence;
    paintStatus();
  }

  function paintStatus() {
    tell(status, told || (isPlain() ? "" : words.say("mark-start")));
  }

  function chosen(index) {
    const { definition, text } = panels[index];
    const span = text.chosen();
    const picked = span && wordsBetween(definition, span);
    say(!span ? "" : words.say(text.isOpen() ? "mark-chosen-one" : "mark-chosen", { words: picked }));
    paint();
  }

  function keep(value, via) {
    before.push(model.get("value"));
    commit(model, { value }, via);
  }

  /** Mark words with a theme; true when they are marked now. */
  function mark(definition, theme, span, via) {
    const values = { theme: words.of(theme.name), words: wordsBetween(definition, span) };
    const held = marksOf(definition.id)[theme.id] || [];
    const after = addedTo(held, span);
    if (!after) say(words.say("mark-again", values));
    else if (after.length > item.most) say(words.say("mark-full", { n: item.most }));
    else {
      keep({ ...model.get("value"), [definition.id]: { ...marksOf(definition.id), [theme.id]: after } }, via);
      say(words.say("mark-done", values));
      return true;
    }
    return false;
  }

  function takeOff(definition, theme, span, via) {
    keep(takenFrom(model.get("value"), definition.id, theme, span), via);
    const name = words.of(item.themes.find(({ id }) => id === theme).name);
    say(words.say("mark-off", { theme: name, words: wordsBetween(definition, span) }));
  }

  function go(index, forward) {
    current = index;
    say("");
    paint();
    if (forward) focusOn(several ? panels[index].heading : panels[index].root);
  }

  next.addEventListener("click", () => go(current + 1, true), { signal });
  plain.addEventListener(
    "click",
    () => {
      model.set("answering", isPlain() ? "cards" : "list");
      model.save_changes();
    },
    { signal },
  );
  undo.addEventListener(
    "click",
    (event) => {
      if (!before.length) return;
      commit(model, { value: before.pop() }, route(event));
      say(words.say("mark-undone"));
      paint();
    },
    { signal },
  );
  picture.addEventListener("click", () => model.send({ kind: "picture", dark: isDark(root) }), { signal });
  ask.addEventListener(
    "click",
    (event) => {
      if (pressed) return;
      if (!item.definitions.some(({ id }) => hasMarks(id))) {
        say(words.say("mark-ask-first"));
        return;
      }
      pressed = ask;
      askToCheck(model, ["value"], route(event));
    },
    { signal },
  );

  function paintActions() {
    const { texts = {}, done } = model.get("result");
    const more = item.definitions.some(({ id }) => hasMarks(id) && !texts[id]);
    tell(ask, words.say(done ? "mark-ask-more" : "mark-ask"));
    ask.hidden = !item.reading || (done && !more);
    tell(undo, words.say("undo"));
    undo.hidden = !item.definitions.some(({ id }) => hasMarks(id)) && !before.length;
    switchOff(undo, !before.length);
    tell(picture, words.say("mark-picture"));
    picture.hidden = !item.definitions.some(({ id }) => hasMarks(id)) || (item.reading && !done);
    next.hidden = current === panels.length - 1;
    if (!next.hidden) tell(next, words.say("mark-next", { name: words.of(panels[current + 1].definition.name) }));
    for (const one of [ask, undo, picture]) one.disabled = model.get("disabled");
    tell(plain, words.say("mark-plain"));
    plain.setAttribute("aria-pressed", String(isPlain()));
  }

  function paint(changed) {
    // What was deleted is not to be had back.
    if (changed?.has("_anew")) before.length = 0;
    tell(prompt, words.of(item.prompt));
    steps.setAttribute("aria-label", words.say("mark-steps-label"));
    panels.forEach((panel, index) => panel.paint(index === current));
    paintActions();
    paintStatus();
    const { address, words: shown } = model.get("picture");
    drawn.hidden = !address;
    if (address && drawn.src !== address) {
      drawn.src = address;
      drawn.alt = shown;
    }
    if (changed?.has("result") && pressed) {
      pressed = null;
      const { texts } = model.get("result");
      if (!texts[panels[current].definition.id]) go(panels.findIndex(({ definition }) => texts[definition.id]), false);
      say(words.say("mark-shown"));
      focusOn(panels[current].reading.heading);
    }
    // Last: a result may come with an error, or with the end of one.
    if (changed?.has("error")) pressed = null;
  }
  say("");
  paint();
}

/** Whether the page is dark where an element stands. */
function isDark(element) {
  return getComputedStyle(element).colorScheme === "dark";
}

export default { render };
