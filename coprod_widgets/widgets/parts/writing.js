// A text box in which nothing is lost. What is typed is handed over every few seconds and on leaving; until Python says that
// it is kept, the browser holds it, and it is put back when the page comes again. Never writes under the learner's hands.
// It must know no interaction: what a text means, and where it goes, comes in from outside.
import { hold, held, letGo, placeOf } from "./holding.js";
import { h, tell } from "./page.js";

const SAVE_EVERY_MS = 3000;
/** A text that is not kept after this long is spoken of. Milliseconds. */
const WAITS_AFTER_MS = 6000;
/** Who typed a moment ago goes on typing while the activity is made anew. Milliseconds. */
const STILL_TYPING_MS = 10000;
/** How many of the texts that were handed over are remembered, to know them again. */
const MOST_SENT = 5;

/** Every text in an answer, however deep. */
function textsIn(answer) {
  if (typeof answer === "string") return [answer];
  return answer && typeof answer === "object" ? Object.values(answer).flatMap(textsIn) : [];
}

/**
 * Build a text box. Several may stand in one widget.
 * @param {Object} options
 * @param {string} options.id the question's id: the item's own, one asked beside it, or `<item id>.<part>.<part>` for one of
 *   several texts in the item's own answer (the keys on the way to it; a list counts from 1)
 * @param {Object} options.words from `wordsOf`
 * @param {AbortSignal} options.signal
 * @param {number} options.max most characters
 * @param {number} [options.rows]
 * @param {(text: string, via: string) => void} options.onText called with the whole text when it is handed over: `commit` it
 * @returns {{root: HTMLElement, box: HTMLTextAreaElement, handOver: () => void,
 *   paint: (state: {label: string, note?: string, value: string, disabled: boolean}) => void}}
 */
export function writing({ id, words, signal, max, rows = 4, onText }) {
  const { model } = words;
  const own = model.get("item").id;
  const box = h("textarea", { rows: String(rows), maxlength: String(max) });
  const prompt = h("span", { class: "coprod-prompt" });
  const explained = h("span", { class: "coprod-note" });
  const left = h("p", { class: "coprod-note" });
  const told = h("p", { class: "coprod-note coprod-put-back", role: "status" });
  const others = h("div", { class: "coprod-others" });
  const root = h("div", { class: "coprod-writing" }, h("label", {}, prompt, explained, box), left, told, others);
  const place = placeOf(model) && `${placeOf(model)}/text/${id}`;
  const mine = place && `${place}#${Math.random().toString(36).slice(2)}`;
  /** The text that was last handed over or painted, the one that is known to be kept, and what was handed over since. */
  let saved = "";
  let kept = "";
  let sent = [];
  let timer = 0;
  let waits = 0;
  let typedAt = 0;
  let cell = null;
  let painted = false;

  function handOver() {
    clearTimeout(timer);
    timer = 0;
    if (box.value === saved) return;
    saved = box.value;
    sent = [...sent, saved].slice(-MOST_SENT);
    holdMine();
    onText(saved, "keyboard");
  }

  function holdMine() {
    if (!mine) return;
    if (box.value === saved && saved === kept) {
      letGoMine();
      return;
    }
    hold(mine, { text: box.value, base: kept, sent });
    waits = waits || setTimeout(() => tell(told, words.say("text-waits")), WAITS_AFTER_MS);
  }

  /** Python says what it has kept: what is in the box need not be held any longer if it is that. */
  function heardKept() {
    const { [id]: beside, "": itself } = model.get("_kept");
    const texts = ["", ...textsIn(beside), ...textsIn(itself)];
    const now = [box.value, saved].find((text) => texts.includes(text));
    if (now === undefined) return;
    kept = now;
    clearTimeout(waits);
    waits = 0;
    if (told.textContent === words.say("text-waits")) tell(told, "");
    holdMine();
  }

  function letGoMine() {
    clearTimeout(waits);
    waits = 0;
    sent = [];
    letGo(mine);
  }

  function count() {
    const spare = max - box.value.length;
    tell(left, spare <= 200 ? words.say("characters-left", { n: spare }) : "");
  }

  box.addEventListener(
    "input",
    () => {
      count();
      typedAt = Date.now();
      cell = box.closest(".jp-Cell");
      if (told.textContent === words.say("text-put-back")) tell(told, "");
      holdMine();
      timer = timer || setTimeout(handOver, SAVE_EVERY_MS);
    },
    { signal },
  );
  box.addEventListener("change", handOver, { signal });
  window.addEventListener("pagehide", handOver, { signal });
  document.addEventListener("visibilitychange", () => document.hidden && handOver(), { signal });
  const heard = { "change:_kept": heardKept, "change:_elsewhere": () => offer(elsewhere(), "") };
  for (const [event, listener] of Object.entries(heard)) model.on(event, listener);
  signal.addEventListener("abort", () => {
    clearTimeout(waits);
    for (const [event, listener] of Object.entries(heard)) model.off(event, listener);
    handOver();
    standIn();
  });

  const keys = id === own ? [""] : [id, id.startsWith(`${own}.`) ? id.slice(own.length + 1) : id];
  const elsewhere = () => keys.map((key) => model.get("_elsewhere")[key]).find(Boolean);

  // --- what was not kept -----------------------------------------------------------------------------

  /** Put back what the browser still holds for this box; what does not follow from the text that is there is offered. */
  function putBack() {
    for (const entry of place ? held(`${place}#`) : []) {
      if (entry.name === mine || typeof entry.text !== "string" || document.querySelector(standInFor(entry.name))) continue;
      if (box.value === entry.text) {
        letGo(entry.name);
      } else if (follows(entry)) {
        takeOver(entry);
      } else {
        offer(entry.text, entry.name);
      }
    }
  }

  const follows = ({ text, base, sent: given }) => box.value === base || given?.includes(box.value) || text.startsWith(box.value);

  function takeOver({ text, name: from }) {
    box.value = text;
    count();
    holdMine();
    letGo(from);
    tell(told, words.say("text-put-back"));
    // Not from within a paint: what is handed over is painted.
    queueMicrotask(handOver);
  }

  /**
   * Show a text that is not in the box, with the choice to add it. Nothing is overwritten and nothing goes without a word.
   * @param {string} text
   * @param {string} from the name under which it is held; "" where it is kept already
   */
  function offer(text, from) {
    const shown = [...others.querySelectorAll("blockquote")].some((one) => one.textContent === text);
    if (!text || shown || box.value.includes(text)) {
      if (from) letGo(from);
      return;
    }
    const add = h("button", { type: "button", text: words.say("text-add") });
    const leave = h("button", { type: "button", text: words.say("text-leave") });
    const sentence = h("p", { role: "status", text: words.say(from ? "text-held" : "text-elsewhere") });
    const long = h("p", { class: "coprod-note" });
    const block = h("div", { class: "coprod-other" }, sentence, h("blockquote", { text }), long);
    block.append(h("div", { class: "coprod-actions" }, add, leave));
    others.append(block);
    const away = () => {
      if (from) letGo(from);
      block.remove();
      box.focus();
    };
    leave.addEventListener("click", away, { signal });
    add.addEventListener(
      "click",
      () => {
        const both = box.value ? `${box.value}\n\n${text}` : text;
        if (both.length > max) {
          tell(long, words.say("text-too-long"));
          return;
        }
        box.value = both;
        count();
        holdMine();
        away();
        handOver();
      },
      { signal },
    );
  }

  // --- typing on while the activity is made anew -----------------------------------------------------

  const standInFor = (heldAs) => `[data-coprod-held="${CSS.escape(heldAs)}"]`;

  /** The box goes while somebody types in it: another takes what they type, until the new one is there. */
  function standIn() {
    const elsewhere = document.activeElement?.matches("input, textarea, select, button, a, summary") && document.activeElement !== box;
    if (!mine || elsewhere || !cell?.isConnected || Date.now() - typedAt > STILL_TYPING_MS) return;
    const other = h("textarea", { rows: String(rows), maxlength: String(max), "data-coprod-held": mine, "aria-label": prompt.textContent });
    other.style.cssText = "display: block; box-sizing: border-box; width: 100%; font: inherit";
    other.setAttribute("data-lm-suppress-shortcuts", "true");
    other.value = box.value;
    const [start, end] = [box.selectionStart, box.selectionEnd];
    cell.prepend(other);
    other.focus({ preventScroll: true });
    other.setSelectionRange(start, end);
    other.addEventListener("input", () => hold(mine, { text: other.value, base: kept, sent }));
  }

  /** Take the words, the focus and the place in the text from the box that stood in for the last one. */
  function replaceStandIn() {
    const other = place && document.querySelector(`[data-coprod-held^="${CSS.escape(`${place}#`)}"]`);
    if (!other) return;
    const from = other.dataset.coprodHeld;
    const [entry] = held(from);
    const [start, end, typing] = [other.selectionStart, other.selectionEnd, other === document.activeElement];
    const { value } = other;
    if (follows({ ...entry, text: value })) takeOver({ text: value, name: from });
    else offer(value, from);
    if (typing) {
      box.focus({ preventScroll: true });
      box.setSelectionRange(start, end);
      typedAt = Date.now();
      cell = box.closest(".jp-Cell");
    }
    other.remove();
  }

  function whenConnected(then) {
    if (signal.aborted) return;
    if (root.isConnected) then();
    else requestAnimationFrame(() => whenConnected(then));
  }

  return {
    root,
    box,
    handOver,
    paint({ label, note = "", value, disabled }) {
      tell(prompt, label);
      tell(explained, note);
      explained.hidden = !note;
      box.disabled = disabled;
      const now = value || "";
      if (!painted) {
        painted = true;
        box.value = saved = kept = now;
        putBack();
        whenConnected(replaceStandIn);
      } else if (now !== saved) {
        // From another page, or from a cell. Whoever is writing here is asked; nobody's words are written over. But what
        // was kept and has been deleted since is not brought back.
        const deleted = !now && box.value === saved;
        const writes = box.value !== saved || (box === document.activeElement && document.hasFocus());
        if (writes && !deleted) {
          offer(now, "");
        } else {
          box.value = saved = kept = now;
          holdMine();
        }
      }
      count();
    },
  };
}
