// A text, word by word: choose some by pulling, clicking, tapping or keys. Marks are drawn as lines under the words, each theme
// with a letter and a kind of line of its own, so that colour is never needed.
import { h } from "../page.js";
import { marksAt, rowsOf } from "./spans.js";

/** Lines under a word, one for each row of marks, so that the lines of neighbours meet. */
function linesUnder(word, rows) {
  return rows.map((row) => {
    const [held] = marksAt(word, [row]);
    return h("span", { class: "coprod-lane", "data-line": held ? held.number % 6 : undefined });
  });
}

/** The letters of the themes whose mark begins at a word. */
function lettersAt(word, rows) {
  const begin = marksAt(word, rows).filter(({ first }) => first === word);
  return begin.map(({ theme, number }) => h("b", { class: "coprod-letter", "data-line": number % 6, text: theme.letter }));
}

/**
 * Draw one word: its letters, itself, its lines.
 * @param {HTMLElement} element
 */
export function drawWord(element, token, word, rows) {
  const letters = h("span", { class: "coprod-letters", "aria-hidden": "true" }, ...lettersAt(word, rows));
  const lines = h("span", { class: "coprod-lanes", "aria-hidden": "true" }, ...linesUnder(word, rows));
  element.replaceChildren(h("span", { class: "coprod-token" }, letters, token), lines);
}

/**
 * @param {Object} options
 * @param {Object} options.definition
 * @param {() => void} options.onChosen something was chosen, or the choice was dropped
 * @param {(theme: Object, via: string) => void} options.onTheme a number key was pressed
 * @param {(word: number) => void} options.onDelete
 */
export function textPart({ model, item, words, signal, definition, marksOf, isPlain, onChosen, onTheme, onDelete }) {
  const root = h("div", { class: "coprod-words", role: "group" });
  const places = definition.tokens.map((token, word) => {
    const isWord = /[\p{L}\p{N}]/u.test(token);
    const element = isWord
      ? h("button", { type: "button", class: "coprod-word", "data-word": word, tabindex: "-1" })
      : h("span", { class: "coprod-word coprod-cut", "data-word": word });
    root.append(element);
    return { token, word, isWord, element };
  });
  const stops = places.filter(({ isWord }) => isWord);
  /** The word that Tab comes to. */
  let here = stops[0].word;
  /** The choice: the word it began at, and the word it goes to. */
  let from = null;
  let to = null;
  /** Whether the next word ends the choice. */
  let open = false;
  let via = "tap";
  let pulled = null;
  let painted = "";

  const chosen = () => (from === null ? null : [Math.min(from, to), Math.max(from, to)]);
  const wordAt = (target) => {
    const element = target && target.closest && target.closest("button.coprod-word");
    return element && root.contains(element) ? Number(element.dataset.word) : null;
  };

  function choose(start, end, isOpen, how) {
    [from, to, open, via] = [start, end, isOpen, how];
    if (end !== null) here = end;
    onChosen();
  }

  function pick(word, how) {
    if (open) choose(from, word, false, how);
    else choose(word, word, true, how);
  }

  root.addEventListener("click", (event) => {
    const word = wordAt(event.target);
    // Letting go of what was pulled is a click too, where it ends on the word that it began at.
    const letGo = pulled && pulled.moved && event.detail > 0;
    pulled = null;
    if (word === null || letGo || model.get("disabled")) return;
    pick(word, event.detail === 0 ? "keyboard" : "tap");
  }, { signal });
  root.addEventListener("pointerdown", (event) => {
    pulled = null;
    // A finger that moves scrolls the page; it taps the two ends instead.
    if (event.pointerType === "touch" || event.button !== 0 || model.get("disabled")) return;
    const word = wordAt(event.target);
    if (word !== null) pulled = { word, moved: false };
  }, { signal });
  root.addEventListener("pointermove", (event) => {
    if (!pulled || !(event.buttons & 1)) return;
    const word = wordAt(event.target);
    if (word === null || (word === pulled.word && !pulled.moved)) return;
    pulled.moved = true;
    if (from !== pulled.word || to !== word) choose(pulled.word, word, false, "drag");
  }, { signal });

  function move(word, extends_) {
    // Away from the end of a choice, another one begins.
    const began = from === null || to !== here ? here : from;
    here = word;
    if (extends_) choose(began, word, false, "keyboard");
    else paint();
    places[word].element.focus();
  }

  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || model.get("disabled")) return;
    const word = wordAt(event.target);
    if (word === null) return;
    here = word;
    const at = stops.findIndex((stop) => stop.word === word);
    const last = stops.length - 1;
    const goal = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: last }[event.key];
    const theme = /^[1-9]$/.test(event.key) && item.themes[Number(event.key) - 1];
    if (goal !== undefined) move(stops[Math.min(Math.max(goal, 0), last)].word, event.shiftKey);
    else if (theme) onTheme(theme, "keyboard");
    else if (event.key === "Delete" || event.key === "Backspace") onDelete(word);
    else if (event.key === "Escape" && from !== null) choose(null, null, false, "keyboard");
    else return;
    event.preventDefault();
    event.stopPropagation();
  }, { signal });
  root.addEventListener("focusin", (event) => {
    const word = wordAt(event.target);
    if (word === null || word === here) return;
    here = word;
    paint();
  }, { signal });

  function paint() {
    const rows = rowsOf(item.themes, marksOf(definition.id));
    const drawing = JSON.stringify([marksOf(definition.id), model.get("easy")]);
    const span = chosen();
    root.setAttribute("aria-label", words.say("mark-text-label", { name: words.of(definition.name) }));
    root.dataset.plain = String(isPlain());
    for (const { token, word, isWord, element } of places) {
      if (drawing !== painted) {
        drawWord(element, token, word, rows);
        if (!isWord) element.append(h("span", { class: "coprod-unseen", text: words.say("mark-cut") }));
        const names = marksAt(word, rows).map(({ theme }) => words.of(theme.name));
        if (names.length && isWord) element.setAttribute("aria-label", words.say("mark-word", { word: token, themes: names.join(", ") }));
        else element.removeAttribute("aria-label");
      }
      const inside = Boolean(span) && span[0] <= word && word <= span[1];
      element.classList.toggle("coprod-chosen", inside);
      if (!isWord) continue;
      element.setAttribute("aria-pressed", String(inside));
      element.tabIndex = word === here && !isPlain() ? 0 : -1;
      element.disabled = model.get("disabled") || isPlain();
    }
    painted = drawing;
  }

  return {
    root,
    chosen,
    via: () => via,
    isOpen: () => open,
    /** Forget the choice without a word. */
    drop() {
      [from, to, open] = [null, null, false];
      paint();
    },
    paint,
  };
}
