// The links as a table of tick boxes: one place for Tab, arrow keys inside. It knows no rating but those handed to it.
import { h, tell } from "../page.js";
import { isCase } from "./naming.js";
import { roving } from "./roving.js";

/** @param {Object} board with `drawn`, `draw` and `ratingOf` */
export function matrix(board) {
  const { item, model, words, signal, name } = board;
  const caption = h("caption");
  const keys = h("p", { class: "coprod-note" });
  const columns = item.right.principles.map((one) => ({ one, ...header("col") }));
  const rows = item.left.principles.map((one) => {
    const cells = item.right.principles.map((two) => {
      const input = h("input", { type: "checkbox", "data-pair": `${one.code}-${two.code}` });
      const sign = h("span", { class: "coprod-sign", "aria-hidden": "true" });
      input.addEventListener("change", () => board.draw(one.code, two.code, input.checked, via), { signal });
      return { two, input, sign, place: h("td", {}, h("label", { class: "coprod-cell" }, input, sign)) };
    });
    const head = header("row");
    return { one, ...head, cells, root: h("tr", {}, head.place, ...cells.map(({ place }) => place)) };
  });
  const head = h("thead", {}, h("tr", {}, h("td"), ...columns.map(({ place }) => place)));
  const table = h("table", { class: "coprod-links" }, caption, head, h("tbody", {}, ...rows.map((row) => row.root)));
  const root = h("div", { class: "coprod-matrix" }, keys, table);
  // A label passes its click on without saying what made it, so the route is noted before.
  let via = "tap";
  root.addEventListener("pointerdown", () => (via = "tap"), { signal });
  root.addEventListener("keydown", () => (via = "keyboard"), { signal });
  roving(table, rows.map(({ cells }) => cells.map(({ input }) => input)), signal);

  function header(scope) {
    const code = h("strong");
    const text = h("span");
    return { code, text, place: h("th", { scope }, code, " ", text) };
  }

  return {
    root,
    paint() {
      tell(caption, words.say("links-caption", { left: name.list(item.left), right: name.list(item.right) }));
      tell(keys, words.say("links-keys"));
      const short = isCase(item);
      for (const { one, code, text } of columns) sayHeader(code, text, one, short ? "" : name.heading(item.right, one));
      for (const { one, code, text, cells } of rows) {
        sayHeader(code, text, one, name.heading(item.left, one));
        for (const { two, input, sign } of cells) {
          const rating = board.ratingOf(one.code, two.code);
          input.checked = board.drawn(one.code, two.code);
          input.disabled = model.get("disabled");
          const said = name.pair(item, [one.code, two.code]);
          input.setAttribute("aria-label", rating ? `${said}: ${name.short(rating)}` : said);
          tell(sign, name.sign(rating));
        }
      }
    },
  };
}

function sayHeader(code, text, one, heading) {
  tell(code, one.code);
  tell(text, heading);
}
