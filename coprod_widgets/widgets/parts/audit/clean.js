// A clean page for somebody who was invited to rate: it covers everything of the learner's, and keeps nothing until they say yes.
// What they write and choose stays in this page's memory; a no, or a closed page, and it is gone. When they are done it goes
// on covering all, until the person who invited them says that they are back; so it does when the page is loaded anew.
import { focusOn, h, route, tell, wordsOf } from "../page.js";
import { rememberCovering } from "./covering.js";
import { withEntry } from "./line.js";
import { auditPages } from "./pages.js";

/** What a text box is told here: nobody keeps what is written, so the browser must not hold it either, not for a moment. */
const NOBODY_KEEPS = { _place: "", _kept: {}, _elsewhere: {} };

/**
 * Open the page.
 * @param {Object} options
 * @param {Object} options.model
 * @param {HTMLElement} options.root where it belongs; it lies over all else
 * @param {AbortSignal} options.signal
 * @param {string} options.from "rating"; "kept" or "nothing" where they were done before the page was loaded anew
 * @param {(ratings: Object|null, via: string) => void} options.onEnd their ratings after a yes, null after a no
 * @param {() => void} options.onBack the page is uncovered
 */
export function cleanPage({ model, root, signal, from, onEnd, onBack }) {
  const item = model.get("item");
  const here = new AbortController();
  signal.addEventListener("abort", () => here.abort(), { signal: here.signal });
  /** While they rate: over as soon as they are done, and with it every box that they wrote in. */
  const rating = new AbortController();
  here.signal.addEventListener("abort", () => rating.abort(), { signal: rating.signal });
  // How they read is theirs to choose, and changes nothing for the learner.
  let easily = model.get("easy");
  const words = wordsOf({ get: (name) => (name === "easy" ? easily : name in NOBODY_KEEPS ? NOBODY_KEEPS[name] : model.get(name)), on() {}, off() {} });
  let ratings = {};
  let step = "welcome";
  let over = false;
  let kept = false;

  const easy = button("coprod-switch");
  const stop = button("coprod-audit-stop-all");
  const name = h("h2", { class: "coprod-audit-clean-name" });
  const welcome = item.theirs.welcome.map(() => h("p"));
  const start = button("coprod-main");
  const end = button("coprod-audit-end");
  const question = h("h3", { class: "coprod-audit-consent-name" });
  const consent = h("p");
  const yes = button("coprod-main");
  const no = button();
  const thanks = h("h3", { class: "coprod-audit-closing-name" });
  const closing = h("p");
  const back = button("coprod-audit-clean-back");
  const pages = auditPages({
    item,
    asks: item.theirs,
    overview: false,
    words,
    signal: rating.signal,
    onEntry(line, change) {
      if (over) return;
      ratings = withEntry(ratings, line, change);
      paint();
    },
  });
  const steps = {
    welcome: h("div", {}, ...welcome, start),
    lines: h("div", {}, pages.root, end),
    consent: h("div", {}, question, consent, h("div", { class: "coprod-actions" }, yes, no)),
    closing: h("div", {}, thanks, closing, h("div", { class: "coprod-actions" }, back)),
  };
  const dialog = h(
    "dialog",
    { class: "coprod-audit-clean" },
    h("div", { class: "coprod-tools" }, easy, stop),
    name,
    ...Object.values(steps),
  );

  function button(kind) {
    return h("button", { type: "button", class: kind });
  }

  function on(element, act) {
    element.addEventListener("click", act, { signal: here.signal });
  }

  function go(to) {
    step = to;
    paint();
    if (to === "lines") pages.start();
    else focusOn(to === "consent" ? question : name);
  }

  /** They are done: nothing of theirs stays on the page, and the learner's stays covered. */
  function finish(theirs, event) {
    if (over) return;
    close(theirs ? "kept" : "nothing");
    paint();
    onEnd(theirs, route(event));
    focusOn(thanks);
  }

  /** From here on there is nothing but the closing words. */
  function close(how) {
    over = true;
    kept = how === "kept";
    rememberCovering(item.id, how);
    rating.abort();
    for (const key of ["welcome", "lines", "consent"]) steps[key].remove();
    stop.remove();
    ratings = {};
    step = "closing";
  }

  function uncover() {
    here.abort();
    rememberCovering(item.id, null);
    root.dispatchEvent(new CustomEvent("coprod-uncovered", { bubbles: true }));
    dialog.close();
    dialog.remove();
    onBack();
  }

  on(easy, () => {
    easily = !easily;
    paint();
  });
  on(stop, (event) => finish(null, event));
  on(start, () => go("lines"));
  on(end, () => go("consent"));
  on(yes, (event) => finish(ratings, event));
  on(no, (event) => finish(null, event));
  on(back, uncover);
  // Escape would uncover the learner's answers; there are buttons to leave by.
  dialog.addEventListener("cancel", (event) => event.preventDefault(), { signal: here.signal });
  dialog.addEventListener("keydown", (event) => event.key === "Escape" && event.preventDefault(), { signal: here.signal });
  // Closed by whatever else: nothing was said, so nothing is kept; and it covers the page again.
  dialog.addEventListener(
    "close",
    (event) => {
      if (dialog.isConnected) dialog.showModal();
      finish(null, event);
    },
    { signal: here.signal },
  );

  function paint() {
    const given = Object.keys(ratings).length > 0;
    tell(easy, words.say("easy-read"));
    easy.setAttribute("aria-pressed", String(easily));
    tell(stop, words.say("audit-clean-stop"));
    tell(name, words.say("audit-clean-name"));
    dialog.setAttribute("aria-label", words.say("audit-clean-name"));
    welcome.forEach((paragraph, number) => tell(paragraph, words.of(item.theirs.welcome[number])));
    tell(start, words.say("audit-clean-start"));
    tell(end, words.say("audit-clean-end"));
    tell(question, words.say("audit-clean-consent"));
    tell(consent, given ? words.of(item.theirs.consent) : words.say("audit-clean-empty"));
    tell(yes, words.say("audit-clean-yes"));
    tell(no, words.say("audit-clean-no"));
    yes.hidden = !given;
    tell(thanks, words.say("audit-clean-closing"));
    tell(closing, words.of(item.theirs.closing[kept ? "kept" : "nothing"]));
    tell(back, words.say("audit-clean-back"));
    for (const [key, element] of Object.entries(steps)) element.hidden = key !== step;
    if (!over) pages.paint({ ratings, disabled: false });
  }

  root.append(dialog);
  if (from === "rating") rememberCovering(item.id, from);
  else close(from);
  paint();
  dialog.showModal();
  focusOn(over ? thanks : name);
}
