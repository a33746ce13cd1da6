// How a story ended, with the reading of its last balance and the ways walked before.
import { h, tell } from "../page.js";
import { rows } from "./rows.js";

const PLACES = { "story-rules-unit": "03-power.ipynb", "story-rules-playground": "90-playground.ipynb" };

export function endingPart({ item, words }) {
  const heading = h("h3");
  const paragraphs = h("div", { class: "coprod-story-end" });
  const reading = h("p", { class: "coprod-story-reading" });
  const reason = h("p");
  const note = h("p", { class: "coprod-note" });
  // Where the rules can be changed: the page around opens what a link names.
  const places = Object.entries(PLACES).map(([key, notebook]) => [key, h("a", { href: notebook, "data-coprod-open": notebook })]);
  const where = h("ul", {}, ...places.map(([, link]) => h("li", {}, link)));
  const score = h("p", { class: "coprod-note" });
  const after = h("p", { class: "coprod-prompt" });
  const beforeHeading = h("h4");
  const before = h("ul", { class: "coprod-story-before" });
  const root = h("section", { class: "coprod-story-ending" }, heading, paragraphs, reading, reason, note, where, score, after, beforeHeading, before);
  return {
    root,
    heading,
    paint(end, ways) {
      if (!end) return;
      tell(heading, end.title ? words.say("story-end", { title: words.of(end.title) }) : words.say("story-end-own"));
      rows(paragraphs, end.paragraphs.map((one) => words.of(one)), "p");
      tell(reading, words.say("story-reading", { name: words.of(end.name) }));
      tell(reason, words.say("story-reading-why", { reason: words.of(end.reason) }));
      tell(note, words.say("story-model"));
      for (const [key, link] of places) tell(link, words.say(key));
      tell(score, words.say("story-no-score"));
      tell(after, words.of(end.after));
      after.hidden = !end.after;
      tell(beforeHeading, words.say("story-before"));
      beforeHeading.hidden = before.hidden = !ways.length;
      rows(before, ways.map((one) => words.of(one)));
    },
  };
}

/** The path so far as a list, with a way back to each of its decisions. */
export function pathPart({ words, signal, onBack }) {
  const summary = h("summary");
  const list = h("ol");
  const root = h("details", { class: "coprod-story-path" }, summary, list);
  return {
    root,
    paint(path, disabled) {
      root.hidden = !path.length;
      tell(summary, words.say("story-path"));
      while (list.children.length > path.length) list.lastChild.remove();
      while (list.children.length < path.length) {
        const text = h("span");
        const back = h("button", { type: "button", class: "coprod-switch" });
        const row = h("li", {}, text, back);
        row.told = { text, back, to: 0 };
        back.addEventListener("click", (event) => onBack(row.told.to, event), { signal });
        list.append(row);
      }
      path.forEach(({ title, choice, to }, index) => {
        const { told } = list.children[index];
        const { text, back } = told;
        told.to = to;
        tell(text, choice ? words.say("story-path-step", { title: words.of(title), choice: words.of(choice) }) : words.say("story-path-skipped", { title: words.of(title) }));
        back.hidden = !choice;
        tell(back, words.say("story-from-here"));
        back.setAttribute("aria-label", words.say("story-from", { title: words.of(title) }));
        back.disabled = disabled;
      });
    },
  };
}
