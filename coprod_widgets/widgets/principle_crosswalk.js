// Two lists side by side: draw which answers to which, in a table or in plain lists, or look at how the course reads them.
// What is drawn moves here at once; every meaning (ratings, reasons, marks) comes from Python when asked for.
import { askToCheck, commit, focusOn, frame, h, route, tell } from "./parts/page.js";
import { explorer } from "./parts/crosswalk/explorer.js";
import { partnerLists } from "./parts/crosswalk/lists.js";
import { matrix } from "./parts/crosswalk/matrix.js";
import { linkResults } from "./parts/crosswalk/results.js";
import { isCase, naming } from "./parts/crosswalk/naming.js";

const TRAITS = ["value", "answering", "result", "_grid", "saved"];

function render({ model, el, signal }) {
  const item = model.get("item");
  const { root, bar, words } = frame({
    model,
    el,
    signal,
    interaction: "link",
    traits: TRAITS,
    paint: (changed) => paint(changed),
  });
  const asLists = h("button", { type: "button", class: "coprod-switch coprod-as-lists" });
  const prompt = h("p", { class: "coprod-prompt" });
  bar.append(asLists);
  root.append(prompt);
  asLists.addEventListener(
    "click",
    () => {
      model.set("answering", model.get("answering") === "list" ? "cards" : "list");
      model.save_changes();
    },
    { signal },
  );

  /** What every part of the page may read. */
  const board = { model, item, words, signal, name: naming(words) };
  const part = item.explore ? explorer(board) : drawing(board);
  root.append(part.root);

  function paint(changed) {
    const list = model.get("answering") === "list";
    root.dataset.view = list ? "list" : "table";
    tell(asLists, words.say("as-lists"));
    asLists.setAttribute("aria-pressed", String(list));
    tell(prompt, words.of(item.prompt));
    part.paint(changed);
  }
  paint();
}

/** Links to draw: the two layouts, the buttons and what is said afterwards. */
function drawing(board) {
  const { item, model, words, signal } = board;
  board.drawn = (left, right) => model.get("value").some((pair) => pair[0] === left && pair[1] === right);
  board.draw = (left, right, on, via) => {
    const others = model.get("value").filter((pair) => pair[0] !== left || pair[1] !== right);
    commit(model, { value: on ? inOrder([...others, [left, right]]) : others }, via);
  };
  board.ratingOf = (left, right) => {
    const found = (model.get("result").links || []).find(({ pair }) => pair[0] === left && pair[1] === right);
    return found ? found.rating : "";
  };

  const scheme = h("p", { class: "coprod-note" });
  const story = sentences(board);
  const table = matrix(board);
  const lists = partnerLists(board);
  const check = h("button", { type: "button", class: "coprod-main" });
  const reveal = h("button", { type: "button" });
  const drawn = h("p", { class: "coprod-note coprod-drawn" });
  const status = h("p", { class: "coprod-status", role: "status" });
  const results = linkResults(board);
  const root = h("div", {}, scheme, story.root, table.root, lists.root, drawn);
  root.append(h("div", { class: "coprod-actions" }, check, reveal), status, results.root);
  let pressed = null;

  /** Row by row, as Python keeps them. */
  function inOrder(pairs) {
    const place = (side, code) => side.principles.findIndex((one) => one.code === code);
    return pairs.sort((a, b) => place(item.left, a[0]) - place(item.left, b[0]) || place(item.right, a[1]) - place(item.right, b[1]));
  }

  check.addEventListener(
    "click",
    (event) => {
      if (pressed) return;
      if (!model.get("value").length) {
        tell(status, words.say("draw-first"));
        return;
      }
      pressed = check;
      askToCheck(model, ["value"], route(event));
    },
    { signal },
  );
  reveal.addEventListener(
    "click",
    () => {
      pressed = reveal;
      model.send({ kind: "reveal" });
    },
    { signal },
  );

  return {
    root,
    paint(changed) {
      const result = model.get("result");
      tell(scheme, words.of(item.marks));
      scheme.hidden = !item.marks;
      for (const one of [story, table, lists, results]) one.paint();
      drawn.hidden = Boolean(item.exercise);
      tell(drawn, words.say("links-drawn", { n: model.get("value").length }));
      tell(check, words.say("check-links"));
      check.hidden = !item.keyed || Boolean(result.score);
      tell(reveal, words.say("links-reveal"));
      reveal.hidden = !result.score || !result.missed || Boolean(result.reveal);
      check.disabled = reveal.disabled = model.get("disabled");
      if (changed?.has("value")) tell(status, "");
      if (changed?.has("saved") && !item.keyed && !item.exercise) tell(status, words.say("kept"));
      if (changed?.has("result") && result.score) {
        tell(status, words.say("checked"));
        if (pressed) focusOn(pressed === reveal ? results.missed : results.heading);
      }
      // A result that went is an answer as well: of links drawn since there is nothing to show.
      if (changed?.has("result")) pressed = null;
      // Last: a result may come with an error, or with the end of one.
      if (changed?.has("error")) pressed = null;
    },
  };
}

/** A case in numbered sentences, where the second list is one; nothing elsewhere. */
function sentences({ item, words, name }) {
  const title = h("h3");
  const list = h("ul", { class: "coprod-sentences" });
  const invented = h("p", { class: "coprod-note" });
  const root = h("div", { class: "coprod-story-card" }, title, list, invented);
  const lines = item.right.principles.map((one) => ({ one, place: h("li") }));
  list.append(...lines.map(({ place }) => place));
  return {
    root,
    paint() {
      root.hidden = !isCase(item);
      tell(title, words.of(item.title));
      for (const { one, place } of lines) tell(place, name.whole(item.right, one));
      tell(invented, words.say("invented"));
    },
  };
}

export default { render };
