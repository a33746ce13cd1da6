// Two lists to look at, with how every pair is read. Nothing is answered here; Python hands out a grid when it is asked.
import { h, tell } from "../page.js";
import { fillEntry, linkEntry } from "./naming.js";
import { roving } from "./roving.js";

const ORDER = ["strong", "partial", "none"];

/** @param {Object} board */
export function explorer(board) {
  const { item, model, words, signal } = board;
  const chooses = item.lists.length > 0;
  const pickers = ["one-list", "another-list"].map((key) => {
    const label = h("span");
    const select = h("select");
    const empty = h("option", { value: "" });
    const options = item.lists.map((one) => ({ one, option: h("option", { value: one.id }) }));
    select.append(empty, ...options.map(({ option }) => option));
    select.addEventListener("change", choose, { signal });
    return { key, label, select, empty, options, root: h("label", {}, label, select) };
  });
  const picking = h("div", { class: "coprod-pickers" }, ...pickers.map((one) => one.root));
  const status = h("p", { class: "coprod-status", role: "status" });
  const place = h("div");
  const root = h("div", {}, picking, status, place);
  let shown = "";

  function choose() {
    const [left, right] = pickers.map(({ select }) => select.value);
    if (left && right) model.send({ kind: "lists", left, right });
  }

  function paintGrid() {
    const grid = model.get("_grid");
    const now = JSON.stringify([grid, model.get("easy")]);
    if (now === shown) return;
    shown = now;
    place.replaceChildren();
    if (!grid.links) return;
    place.append(ratingTable(board, grid), ratingLists(board, grid));
    // A page that is drawn anew names the lists that it shows.
    if (chooses) pickers.forEach(({ select }, n) => (select.value = select.value || [grid.left.id, grid.right.id][n]));
    const count = (rating) => grid.links.filter((link) => link.rating === rating).length;
    tell(status, words.say("grid-said", { strong: count("strong"), partial: count("partial"), none: count("none") }));
  }

  return {
    root,
    paint() {
      picking.hidden = !chooses;
      for (const { key, label, empty, options } of pickers) {
        tell(label, key === "one-list" ? words.say("one-list") : words.say("another-list"));
        tell(empty, words.say("choose-list"));
        for (const { one, option } of options) tell(option, words.of(one.name));
      }
      paintGrid();
    },
  };
}

/** Every pair as a button with its rating; pressing one says why. */
function ratingTable(board, grid) {
  const { words, signal, name } = board;
  const why = h("div", { class: "coprod-why", "aria-live": "polite" }, h("p", { class: "coprod-note", text: words.say("press-for-reason") }));
  const rows = grid.left.principles.map((one) =>
    grid.right.principles.map((two) => {
      const link = grid.links.find(({ pair }) => pair[0] === one.code && pair[1] === two.code);
      const button = h("button", { type: "button", "data-pair": link.pair.join("-"), "data-rating": link.rating, "aria-pressed": "false" });
      button.append(h("span", { "aria-hidden": "true", text: name.sign(link.rating) }), ` ${name.short(link.rating)}`);
      button.setAttribute("aria-label", `${name.pair(grid, link.pair)}: ${name.short(link.rating)}`);
      button.addEventListener(
        "click",
        () => {
          for (const other of rows.flat()) other.setAttribute("aria-pressed", String(other === button));
          fillEntry(board, why, grid, link);
        },
        { signal },
      );
      return button;
    }),
  );
  const heading = (side, one, scope) => h("th", { scope }, h("strong", { text: one.code }), ` ${name.heading(side, one)}`);
  const table = h(
    "table",
    { class: "coprod-links coprod-ratings" },
    h("caption", { text: words.say("grid-caption", { left: name.list(grid.left), right: name.list(grid.right) }) }),
    h("thead", {}, h("tr", {}, h("td"), ...grid.right.principles.map((one) => heading(grid.right, one, "col")))),
    h(
      "tbody",
      {},
      ...grid.left.principles.map((one, index) =>
        h("tr", {}, heading(grid.left, one, "row"), ...rows[index].map((button) => h("td", {}, button))),
      ),
    ),
  );
  roving(table, rows, signal);
  return h("div", { class: "coprod-matrix" }, table, why);
}

/** The same, principle by principle. */
function ratingLists(board, grid) {
  const { words, name } = board;
  const groups = grid.left.principles.map((one, index) => {
    const links = grid.links.filter(({ pair }) => pair[0] === one.code);
    links.sort((a, b) => ORDER.indexOf(a.rating) - ORDER.indexOf(b.rating));
    const count = (rating) => links.filter((link) => link.rating === rating).length;
    const said = words.say("row-said", { strong: count("strong"), partial: count("partial") });
    return h(
      "details",
      { open: index === 0 },
      h("summary", {}, h("span", { class: "coprod-principle", text: name.whole(grid.left, one) }), " ", h("span", { class: "coprod-note", text: said })),
      h("ul", { class: "coprod-read-links" }, ...links.map((link) => linkEntry(board, grid, link))),
    );
  });
  return h("div", { class: "coprod-lists" }, ...groups);
}
