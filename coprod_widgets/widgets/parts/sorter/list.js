// The plain route: every case in full with a list to choose from, one under the other.
import { choose, h, tell } from "../page.js";
import { storyOf } from "./story.js";

/**
 * @param {Object} board see board.js
 */
export function listLayout(board) {
  const { item, model, words, signal } = board;
  const meanings = item.categories.map((category) => ({ category, name: h("dt"), line: h("dd") }));
  const list = h("ol", { class: "coprod-list" });
  const root = h(
    "div",
    {},
    h("dl", { class: "coprod-meanings" }, ...meanings.flatMap(({ name, line }) => [name, line])),
    list,
  );
  const entries = item.cases.map((card) => {
    const story = storyOf(board, card, { numbered: false });
    const label = h("span");
    const select = h("select");
    const nowhere = h("option", { value: "" });
    const options = item.categories.map(({ id }) => h("option", { value: id }));
    select.append(nowhere, ...options);
    select.addEventListener("change", () => board.place(card.id, select.value || null, "list"), { signal });
    list.append(h("li", {}, story.root, h("label", { class: "coprod-select" }, label, select), story.follow));
    return { card, story, label, select, nowhere, options };
  });
  return {
    root,
    focus: () => (entries.find(({ card }) => !board.placed(card.id)) || entries[0]).select.focus(),
    paint() {
      if (root.hidden) return;
      for (const { category, name, line } of meanings) {
        tell(name, words.of(category.name));
        tell(line, words.of(category.line));
      }
      for (const { card, story, label, select, nowhere, options } of entries) {
        story.paint();
        tell(label, words.say("where-belongs", { card: words.of(card.title) }));
        tell(nowhere, words.say("not-placed"));
        options.forEach((option, index) => {
          tell(option, words.of(item.categories[index].name));
        });
        choose(select, board.placed(card.id) || "");
        select.disabled = board.done() || model.get("disabled");
      }
    },
  };
}
