// What the learner wrote in earlier units, in their own words, to build on.
import { h, tell } from "../page.js";

/** @param {Object} options `model` with the trait `earlier`, and `words` from `wordsOf` */
export function earlier({ model, words }) {
  const heading = h("summary");
  const list = h("div");
  const root = h("details", { class: "coprod-earlier" }, heading, list);
  let drawn = null;
  return {
    root,
    paint() {
      const found = model.get("earlier");
      tell(heading, words.say("plan-earlier"));
      const now = JSON.stringify([found, model.get("easy")]);
      if (now === drawn) return;
      drawn = now;
      if (!found.length) {
        list.replaceChildren(h("p", { text: words.say("plan-earlier-none") }));
        return;
      }
      list.replaceChildren(
        ...found.map((one) =>
          h(
            "figure",
            {},
            h(
              "figcaption",
              {},
              h("a", { href: encodeURI(one.notebook), "data-coprod-open": one.notebook, "data-coprod-item": one.item }, 
                words.say("unit-row", { unit: one.unit, title: words.of(one.title) })),
              h("span", { class: "coprod-note", text: words.of(one.prompt) }),
            ),
            h("blockquote", { text: one.text }),
          ),
        ),
      );
    },
  };
}
