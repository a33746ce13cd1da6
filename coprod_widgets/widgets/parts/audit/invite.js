// Somebody who uses the service rates it too: the invitation, a guess, a clean page for them, and then both together.
import { choose, h, route, tell } from "../page.js";
import { asker, print } from "../paper.js";
import { cleanPage } from "./clean.js";
import { coveringNow } from "./covering.js";

/**
 * Build the parts before the result.
 * @param {Object} options
 * @param {Object} options.model
 * @param {HTMLElement} options.root the activity's root
 * @param {Object} options.words
 * @param {AbortSignal} options.signal
 * @param {(guess: Object, via: string) => void} options.onGuess
 * @param {(ratings: Object, via: string) => void} options.onKept
 */
export function invitePart({ model, root: frameRoot, words, signal, onGuess, onKept }) {
  const item = model.get("item");
  const never = h("p", { class: "coprod-note" });
  const before = h("p");
  const summary = h("summary");
  const letter = item.invitation.map(() => h("p"));
  const onPaper = ["plain", "easy"].map((form) => h("button", { type: "button", "data-form": form }));
  const how = h("p");
  const rows = item.lines.map(guessRow);
  const handHow = h("p");
  const open = h("button", { type: "button", class: "coprod-audit-open" });
  const off = h("button", { type: "button", class: "coprod-audit-off" });
  const theirs = h("p", { class: "coprod-status coprod-audit-theirs", role: "status" });
  const togetherHow = h("p");
  const parts = [
    { key: "audit-invite", heading: h("h3"), holds: [never, before, h("details", {}, summary, h("div", { class: "coprod-audit-letter" }, ...letter)), h("div", { class: "coprod-actions" }, ...onPaper)] },
    { key: "audit-guess-part", heading: h("h3"), holds: [how, h("div", { class: "coprod-audit-guesses" }, ...rows.map((row) => row.root))] },
    { key: "audit-hand-over", heading: h("h3"), holds: [handHow, h("div", { class: "coprod-actions" }, open, off), theirs] },
    { key: "audit-together", heading: h("h3"), holds: [togetherHow] },
  ];
  const root = h("div", {}, ...parts.map(({ key, heading, holds }) => h("section", { class: "coprod-audit-part", "data-part": key }, heading, ...holds)));

  function guessRow(line) {
    const text = h("span");
    const options = ["", "unknown", ...item.anchors.map(({ rating }) => String(rating))].map((value) => h("option", { value }));
    const select = h("select", { "data-guess": line.id }, ...options);
    select.addEventListener("change", () => onGuess(guessWith(line.id, select.value), "list"), { signal });
    return { line, text, select, options, root: h("label", { class: "coprod-audit-guess" }, text, select) };
  }

  function guessed() {
    return model.get("answers")[`${item.id}.guess`] || {};
  }

  function guessWith(line, value) {
    const after = { ...guessed() };
    if (value === "") delete after[line];
    else after[line] = { rating: value === "unknown" ? null : Number(value), evidence: "" };
    return after;
  }

  const ask = asker({ model, signal, onFile: (file) => print(file, signal) });
  for (const button of onPaper) button.addEventListener("click", () => ask({ form: button.dataset.form }), { signal });
  let covered = false;
  function handOver(from) {
    covered = true;
    theirs.dataset.said = from === "nothing" ? "audit-theirs-none" : "";
    cleanPage({
      model,
      root: frameRoot,
      signal,
      from,
      onEnd(ratings, via) {
        if (ratings) onKept(ratings, via);
        theirs.dataset.said = ratings ? "" : "audit-theirs-none";
      },
      // What became of it is said to the person who invited, who is the only one to hear it.
      onBack() {
        covered = false;
        paint();
        open.focus();
      },
    });
  }
  open.addEventListener("click", () => handOver("rating"), { signal });
  /** Loaded anew while it was in their hands: covered again, as soon as it is on the page. */
  function coverAgain() {
    const from = coveringNow(item.id);
    if (!from || signal.aborted) return;
    if (frameRoot.isConnected) handOver(from);
    else requestAnimationFrame(coverAgain);
  }
  requestAnimationFrame(coverAgain);
  off.addEventListener(
    "click",
    (event) => {
      theirs.dataset.said = "audit-theirs-off-said";
      open.focus();
      onKept({}, route(event));
    },
    { signal },
  );

  function optionWords(value) {
    if (value === "") return words.say("audit-guess-choose");
    if (value === "unknown") return words.say("audit-guess-unknown");
    return words.say("audit-guess-option", { rating: value, short: words.of(item.anchors[Number(value)].short) });
  }

  function paint() {
    const kept = Object.keys(model.get("value")).length > 0;
    for (const { key, heading } of parts) tell(heading, words.say(key));
    tell(never, words.say("audit-invite-never"));
    tell(before, words.of(item.before_you_ask));
    tell(summary, words.say("audit-invite-words"));
    letter.forEach((paragraph, number) => tell(paragraph, words.of(item.invitation[number])));
    tell(onPaper[0], words.say("audit-print"));
    tell(onPaper[1], words.say("audit-print-easy"));
    tell(how, words.say("audit-guess-how"));
    tell(handHow, words.say("audit-hand-over-how"));
    tell(open, words.say("audit-hand-over-open"));
    tell(off, words.say("audit-theirs-off"));
    off.hidden = !kept;
    const said = kept ? "audit-theirs-kept" : theirs.dataset.said;
    tell(theirs, said && !covered ? words.say(said) : "");
    tell(togetherHow, words.say("audit-together-how"));
    for (const { line, text, select, options } of rows) {
      const entry = guessed()[line.id];
      tell(text, words.of(line.name));
      for (const option of options) tell(option, optionWords(option.value));
      choose(select, entry ? (entry.rating === null ? "unknown" : String(entry.rating)) : "");
      select.disabled = model.get("disabled");
    }
    open.disabled = model.get("disabled");
    off.disabled = model.get("disabled");
  }
  return { root, paint };
}
