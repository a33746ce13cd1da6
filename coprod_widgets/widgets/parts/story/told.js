// What happened after a choice: the story, what it moved and why, who paid for it, and what had been expected.
import { h, tell } from "../page.js";
import { bar } from "./meters.js";

export function toldPart({ words }) {
  const heading = h("h3");
  const did = h("p", { class: "coprod-note" });
  const happened = h("p", { class: "coprod-story-happened" });
  const expected = h("p", { class: "coprod-story-expected" });
  const moved = h("h4");
  const list = h("ul", { class: "coprod-story-moved" });
  const why = h("h4");
  const because = h("p");
  const paid = h("h4");
  const payer = h("p");
  const skipped = h("p", { class: "coprod-story-skipped" });
  const root = h("section", { class: "coprod-story-told" }, heading, did, happened, moved, expected, list, why, because, paid, payer, skipped);
  return {
    root,
    heading,
    paint(told) {
      if (!told) return;
      tell(heading, words.say("story-happened"));
      tell(did, words.say("story-did", { choice: words.of(told.choice) }));
      tell(happened, words.of(told.happened));
      tell(moved, words.say("story-moved"));
      tell(expected, words.of(told.predicted));
      expected.hidden = !told.predicted;
      while (list.children.length > told.moved.length) list.lastChild.remove();
      while (list.children.length < told.moved.length) {
        const drawn = bar();
        const text = h("span");
        const row = h("li", {}, drawn.root, text);
        row.told = { drawn, text };
        list.append(row);
      }
      told.moved.forEach(({ words: said, before, after }, index) => {
        const { drawn, text } = list.children[index].told;
        drawn.root.hidden = after === undefined;
        if (after !== undefined) drawn.paint(after, before);
        tell(text, words.of(said));
      });
      tell(why, words.say("story-why"));
      tell(because, words.of(told.why));
      why.hidden = because.hidden = !told.why;
      tell(paid, words.say("story-paid"));
      tell(payer, words.of(told.paid));
      paid.hidden = payer.hidden = !told.paid;
      tell(skipped, words.of(told.skipped));
      skipped.hidden = !told.skipped;
    },
  };
}
