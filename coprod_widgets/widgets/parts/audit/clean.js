// A clean page for somebody who was invited to rate: it covers everything of the learner's, and keeps nothing until they say yes.
// What they write and choose stays in this page's memory; a no, or a closed page, and it is gone.
import { focusOn, h, route, tell, wordsOf } from "../page.js";
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
 * @param {(ratings: Object|null, via: string) => void} options.onEnd their ratings after a yes, null after a no
 */
export function cleanPage({ model, root, signal, onEnd }) {
  const item = model.get("item");
  const here = new AbortController();
  signal.addEventListener("abort", () => here.abort(), { signal: here.signal });
  // How they read is theirs to choose, and changes nothing for the learner.
  let easily = model.get("easy");
  const words = wordsOf({ get: (name) => (name === "easy" ? easily : name in NOBODY_KEEPS ? NOBODY_KEEPS[name] : model.get(name)), on() {}, off() {} });
  let ratings = {};
  let step = "welcome";
  let over = false;

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
  const pages = auditPages({
    item,
    asks: item.theirs,
    overview: false,
    words,
    signal: here.signal,
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

  function close(kept, event) {
    over = true;
    here.abort();
    dialog.close();
    dialog.remove();
    onEnd(kept, route(event));
  }

  on(easy, () => {
    easily = !easily;
    paint();
  });
  on(stop, (event) => close(null, event));
  on(start, () => go("lines"));
  on(end, () => go("consent"));
  on(yes, (event) => close(ratings, event));
  on(no, (event) => close(null, event));
  // Escape would uncover the learner's answers; there are two buttons to leave by.
  dialog.addEventListener("cancel", (event) => event.preventDefault(), { signal: here.signal });
  dialog.addEventListener("keydown", (event) => event.key === "Escape" && event.preventDefault(), { signal: here.signal });
  // Closed by whatever else: nothing was said, so nothing is kept.
  dialog.addEventListener("close", (event) => close(null, event), { signal: here.signal });

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
    for (const [key, element] of Object.entries(steps)) element.hidden = key !== step;
    pages.paint({ ratings, disabled: false });
  }

  root.append(dialog);
  paint();
  dialog.showModal();
  focusOn(name);
}
