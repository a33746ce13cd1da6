// What every widget's page shares: making elements, saying words, and the frame around an activity.
// It must not know any interaction, any key or any mark.
import { holdAnswers, letGoAnswers, releaseAnswers, takeBack } from "./holding.js";

/**
 * Make an element. Text goes in as text, never as markup.
 * @param {string} tag
 * @param {Object} [props] attributes, and `text`; what is false or missing is left out
 * @param {...(Node|string)} children
 * @returns {HTMLElement}
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "text") element.textContent = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children);
  return element;
}

/**
 * Say a text in an element; one that says it already is left alone: writing it anew would lay out the page for nothing,
 * and a button whose text is replaced between press and release is not clicked.
 * @param {Element} element
 * @param {string} text
 */
export function tell(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * Choose in a menu; one that stands there already is left alone: it may be open, with another line under the hand.
 * @param {HTMLSelectElement} select
 * @param {string} value
 */
export function choose(select, value) {
  if (select.value !== value) select.value = value;
}

/**
 * The words of one widget: plain or Easy Read, from the catalogue or from the item.
 * @param {Object} model the widget's model, with traits `_words` and `easy`
 */
export function wordsOf(model) {
  const fill = (text, values) =>
    text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
  return {
    /** Whose words they are: what is typed under them is that widget's. */
    model,
    /** A text of the item: {text, easy}. */
    of(words) {
      if (!words) return "";
      return (model.get("easy") && words.easy) || words.text;
    },
    /** A text of the interface's catalogue, with its gaps filled. */
    say(key, values = {}) {
      const words = model.get("_words")[key];
      if (!words) throw new Error(`interface.yaml has no text ${key}`);
      return fill(this.of(words), values);
    },
  };
}

/** Whether an item, by what its page view says, has something to show once the learner asks. */
function isAsked(item) {
  return Boolean(item.keyed || item.reading || item.predicts);
}

/** In an exercise: what is answered and that it is kept, below everything else; null elsewhere. */
function standingLine(item) {
  // A sorting says of each card where it went: one voice is enough.
  const role = item.interaction === "sort" ? null : "status";
  return item.exercise ? h("p", { class: "coprod-status coprod-standing", role }) : null;
}

/**
 * The frame of an activity: root, error line, Easy Read switch. Calls `paint` once for all that changes at one time.
 * @param {Object} options
 * @param {Object} options.model
 * @param {HTMLElement} options.el
 * @param {AbortSignal} options.signal
 * @param {string} options.interaction
 * @param {string[]} options.traits traits that repaint the page
 * @param {(changed: Set<string>) => void} options.paint takes the traits that changed
 * @param {boolean} [options.checks] whether the learner can ask here what to make of an answer
 */
export function frame({ model, el, signal, interaction, traits, paint, checks = isAsked(model.get("item")) }) {
  const words = wordsOf(model);
  const easy = h("button", { type: "button", class: "coprod-switch" });
  const bar = h("div", { class: "coprod-tools" }, easy);
  const error = h("p", { class: "coprod-error", role: "alert", hidden: true });
  const root = h("div", {
    class: `coprod-widget coprod-${interaction}`,
    "data-item": model.get("item").id,
    "data-checked": checks && String(Boolean(model.get("checked"))),
    "data-lm-suppress-shortcuts": "true",
    role: "group",
    "aria-label": words.of(model.get("item").prompt),
  });
  const putBack = h("p", { class: "coprod-note coprod-put-back", role: "status", hidden: true });
  const standing = standingLine(model.get("item"));
  root.append(bar, error, putBack);
  el.classList.add("coprod-place");
  el.replaceChildren(root);

  const tellEasy = () =>
    root.dispatchEvent(
      // One that lies on the learner's desk knows how they read; one that they made in a cell does not.
      new CustomEvent("coprod-easy", { bubbles: true, detail: { easy: model.get("easy"), knows: Boolean(model.get("_place")) } }),
    );
  /** Whether the result was ever asked for: what would give an answer away on the page can wait for it. */
  const tellChecked = () => {
    if (checks) root.dataset.checked = String(Boolean(model.get("checked")));
    root.dispatchEvent(new CustomEvent("coprod-checked", { bubbles: true }));
  };
  const paintFrame = () => {
    tell(easy, words.say("easy-read"));
    easy.setAttribute("aria-pressed", String(model.get("easy")));
    tell(error, model.get("error"));
    error.hidden = !model.get("error");
    if (standing) tell(standing, words.of(model.get("_standing")));
    root.setAttribute("aria-label", words.of(model.get("item").prompt));
  };
  easy.addEventListener(
    "click",
    () => {
      model.set("easy", !model.get("easy"));
      model.save_changes();
    },
    { signal },
  );
  // The page around has a switch of its own.
  root.addEventListener(
    "coprod-read-easy",
    (event) => {
      if (model.get("easy") === event.detail.easy) return;
      model.set("easy", event.detail.easy);
      model.save_changes();
    },
    { signal },
  );
  // One message of Python's may change several traits: each is noted, and the page is painted once.
  const changed = new Set();
  for (const trait of [...traits, "easy", "error", "disabled", "checked", "_standing"]) {
    const note = () => changed.add(trait);
    model.on(`change:${trait}`, note);
    signal.addEventListener("abort", () => model.off(`change:${trait}`, note));
  }
  const repaint = () => {
    if (!changed.size) return;
    const now = new Set(changed);
    changed.clear();
    paintFrame();
    paint(now);
    if (now.has("easy")) tellEasy();
    if (now.has("checked")) tellChecked();
  };
  model.on("change", repaint);
  signal.addEventListener("abort", () => model.off("change", repaint));
  const release = () => releaseAnswers(model);
  model.on("change:_kept", release);
  signal.addEventListener("abort", () => model.off("change:_kept", release));
  // Deleted answers, and a change to them that was refused, must not come back with the next page.
  const forget = () => letGoAnswers(model);
  model.on("change:_anew", forget);
  signal.addEventListener("abort", () => model.off("change:_anew", forget));
  const { changes, refused } = takeBack(model);
  if (refused || Object.keys(changes).length) {
    tell(putBack, words.say(refused ? "answer-not-put-back" : "answer-put-back"));
    putBack.hidden = false;
    if (Object.keys(changes).length) queueMicrotask(() => commit(model, changes, "tap"));
  }
  paintFrame();
  // Whatever the activity puts on its page stands above it.
  if (standing) queueMicrotask(() => root.append(standing));
  // The root reaches the page only after render returns, in a box of several later still; the notebook can hear it from
  // then on.
  const present = () => {
    if (signal.aborted) return;
    if (!root.isConnected) {
      requestAnimationFrame(present);
      return;
    }
    tellEasy();
    tellChecked();
  };
  requestAnimationFrame(present);
  return { root, bar, words };
}

/**
 * Send one commit: the learner put something down.
 * @param {Object} model
 * @param {Object} changes trait → new value (a new object, never an edited one)
 * @param {string} via drag | tap | keyboard | list
 */
export function commit(model, changes, via) {
  holdAnswers(model, changes);
  model.set("via", via);
  model.set("_since", model.get("_anew"));
  for (const [trait, value] of Object.entries(changes)) model.set(trait, value);
  model.save_changes();
}

/**
 * A name for a group of radios that no other group on the page has: each widget is a module of its own, so
 * counting would give the same name twice, and two groups would become one.
 * @param {string} stem
 */
export function groupName(stem) {
  return `${stem}-${Math.random().toString(36).slice(2)}`;
}

/**
 * Switch a button off without taking the focus from whoever has just pressed it.
 * @param {HTMLElement} button
 * @param {boolean} off
 */
export function switchOff(button, off) {
  button.setAttribute("aria-disabled", String(off));
}

/**
 * Put the focus on something that is read, not pressed, when what was pressed is gone.
 * @param {HTMLElement} element
 */
export function focusOn(element) {
  element.setAttribute("tabindex", "-1");
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: "nearest" });
}

/**
 * What the page shows, to go with a question: on a busy page the question could overtake answers that were sent before it.
 * It goes with whatever else is kept, too: Python has to know which deletion the page has heard of.
 * @param {Object} model
 * @param {string[]} traits the traits that hold the answers
 * @param {string} via
 */
export function shownBy(model, traits, via) {
  return { via, _since: model.get("_anew"), ...Object.fromEntries(traits.map((trait) => [trait, model.get(trait)])) };
}

/** Ask Python to check what the page shows; takes what `shownBy` takes. */
export function askToCheck(model, traits, via) {
  model.send({ kind: "check", state: shownBy(model, traits, via) });
}

/**
 * Which route an event took: a key that presses a button is the keyboard, anything else is a tap.
 * @param {MouseEvent} event
 */
export function route(event) {
  return event.detail === 0 ? "keyboard" : "tap";
}

/**
 * Marks in words: 6.5 becomes 6½, and a third of a mark ⅓.
 * @param {number} mark
 */
export function marks(mark) {
  const whole = Math.floor(mark);
  const twelfths = Math.round((mark - whole) * 1200) / 100;
  const part = { 0: "", 3: "¼", 4: "⅓", 6: "½", 8: "⅔", 9: "¾" }[twelfths];
  if (part === undefined) return String(Math.round(mark * 100) / 100);
  return whole || !part ? `${whole}${part}` : part;
}
