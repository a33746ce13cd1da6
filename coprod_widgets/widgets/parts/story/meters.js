// How things stand in a story: trust, weeks and who decides at five moments, in words and with small bars.
import { h, tell } from "../page.js";

const HIGHEST = 4;

/** A small bar for one moment; what it says stands beside it in words. */
export function bar() {
  const cells = Array.from({ length: HIGHEST }, () => h("span"));
  const root = h("span", { class: "coprod-story-bar", "aria-hidden": "true" }, ...cells);
  return {
    root,
    /** @param {number} floor 0 to 4 @param {number} [before] cells above it are drawn as new */
    paint(floor, before = floor) {
      cells.forEach((cell, index) => {
        cell.dataset.on = index < floor ? (index < before ? "yes" : "new") : "no";
      });
    },
  };
}

/** The meters, which are always in sight. */
export function metersPart({ model, item, words }) {
  const heading = h("h3");
  const trust = h("p", { class: "coprod-story-number" });
  const weeks = h("p", { class: "coprod-story-number" });
  const power = h("p", { class: "coprod-story-power" });
  const list = h("ul", { class: "coprod-story-moments" });
  const moments = item.moments.map((moment) => {
    const text = h("span");
    const drawn = bar();
    list.append(h("li", { "data-moment": moment.id }, drawn.root, text));
    return { moment, text, drawn };
  });
  const root = h("section", { class: "coprod-story-meters" }, heading, h("div", { class: "coprod-story-numbers" }, trust, weeks), power, list);
  return {
    root,
    paint() {
      const { meters } = model.get("_scene");
      tell(heading, words.say("story-meters"));
      tell(trust, words.of(meters.trust));
      tell(weeks, words.of(meters.weeks));
      tell(power, words.say("story-power"));
      for (const { moment, text, drawn } of moments) {
        const now = meters.moments.find(({ id }) => id === moment.id);
        tell(text, words.say("story-moment", { name: words.of(moment.name), words: words.of(now.words) }));
        drawn.paint(now.floor);
      }
    },
  };
}
