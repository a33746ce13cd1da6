// The links as plain lists: each principle of the first list opens, and its partners are ticked under it.
import { h, tell } from "../page.js";
import { isCase } from "./naming.js";

/** @param {Object} board with `drawn`, `draw` and `ratingOf` */
export function partnerLists(board) {
  const { item, model, words, signal, name } = board;
  const groups = item.left.principles.map((one, index) => {
    const title = h("span", { class: "coprod-principle" });
    const linked = h("span", { class: "coprod-note" });
    const legend = h("legend");
    const fields = h("fieldset", { class: "coprod-question" }, legend);
    const options = item.right.principles.map((two) => {
      const input = h("input", { type: "checkbox", "data-pair": `${one.code}-${two.code}` });
      const text = h("span");
      input.addEventListener("change", () => board.draw(one.code, two.code, input.checked, "list"), { signal });
      fields.append(h("div", { class: "coprod-option" }, h("label", {}, input, text)));
      return { two, input, text };
    });
    const root = h("details", { open: index === 0 }, h("summary", {}, title, " ", linked), fields);
    return { one, title, linked, legend, options, root };
  });
  const root = h("div", { class: "coprod-lists" }, ...groups.map((group) => group.root));
  return {
    root,
    paint() {
      for (const { one, title, linked, legend, options } of groups) {
        const partners = options.filter(({ two }) => board.drawn(one.code, two.code)).map(({ two }) => two.code);
        tell(title, name.whole(item.left, one));
        tell(linked, partners.length ? words.say("linked-with", { partners: partners.join(", ") }) : words.say("not-linked"));
        const asked = isCase(item) ? words.say("partners-shown", { left: one.code }) : "";
        tell(legend, asked || words.say("partners-of", { left: one.code, right: words.of(item.right.name) }));
        for (const { two, input, text } of options) {
          const rating = board.ratingOf(one.code, two.code);
          input.checked = board.drawn(one.code, two.code);
          input.disabled = model.get("disabled");
          tell(text, name.whole(item.right, two) + (rating ? ` ${name.sign(rating)} ${name.short(rating)}` : ""));
        }
      }
    },
  };
}
