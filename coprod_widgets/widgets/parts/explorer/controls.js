// What stands around a text: how to mark, the themes, the same from plain lists, and the marks so far.
import { focusOn, groupName, h, route, switchOff, tell } from "../page.js";
import { wordsBetween } from "./spans.js";

/** How to mark, folded: by pointing and by keys. */
export function helpPart({ item, words, isPlain }) {
  const summary = h("summary");
  const point = h("p");
  const keys = h("p");
  const root = h("details", { class: "coprod-help" }, summary, point, keys);
  return {
    root,
    paint() {
      root.hidden = isPlain();
      tell(summary, words.say("mark-help"));
      tell(point, words.say("mark-help-point"));
      tell(keys, words.say("mark-help-keys", { n: item.themes.length }));
    },
  };
}

/** A theme's letter and its kind of line. */
function sample(theme, number) {
  return h(
    "span",
    { class: "coprod-sample", "aria-hidden": "true" },
    h("b", { class: "coprod-letter", "data-line": number % 6, text: theme.letter }),
    h("span", { class: "coprod-lane", "data-line": number % 6 }),
  );
}

/** The themes, one button each. */
export function themesPart({ model, item, words, signal }, onTheme) {
  const title = h("h4");
  const list = h("div", { class: "coprod-themes", role: "group" });
  const buttons = item.themes.map((theme, number) => {
    const name = h("span", { class: "coprod-theme-name" });
    const line = h("span", { class: "coprod-note" });
    const button = h("button", { type: "button", class: "coprod-theme", "data-theme": theme.id }, sample(theme, number), h("span", {}, name, line));
    button.addEventListener("click", (event) => onTheme(theme, route(event)), { signal });
    list.append(button);
    return { theme, number, button, name, line };
  });
  return {
    root: h("div", {}, title, list),
    paint(ready) {
      tell(title, words.say("mark-themes"));
      list.setAttribute("aria-label", words.say("mark-themes"));
      for (const { theme, number, button, name, line } of buttons) {
        tell(name, words.say("mark-theme", { key: number + 1, name: words.of(theme.name) }));
        tell(line, words.of(theme.line));
        line.hidden = !theme.line;
        button.disabled = model.get("disabled");
        switchOff(button, !ready);
      }
    },
  };
}

/**
 * The same without pointing: first word, last word, theme.
 * @param {(theme: Object, span: number[]) => boolean} onMark
 */
export function plainPart({ model, item, words, signal, isPlain }, definition, onMark) {
  const lists = ["mark-from", "mark-to", "mark-theme-list"].map((key) => {
    const name = h("span");
    const select = h("select", { name: groupName(key) });
    return { key, name, select, label: h("label", {}, name, select) };
  });
  const [first, last, theme] = lists.map(({ select }) => select);
  const add = h("button", { type: "button" });
  const said = h("p", { class: "coprod-note", role: "status" });
  const root = h("div", { class: "coprod-plain" }, ...lists.map(({ label }) => label), add, said);
  for (const select of [first, last]) {
    select.append(h("option", { value: "" }));
    definition.tokens.forEach((token, word) => {
      if (/[\p{L}\p{N}]/u.test(token)) select.append(h("option", { value: word, text: `${word + 1}. ${token}` }));
    });
  }
  theme.append(h("option", { value: "" }), ...item.themes.map(({ id }) => h("option", { value: id })));
  first.addEventListener(
    "change",
    () => {
      if (first.value && (!last.value || Number(last.value) < Number(first.value))) last.value = first.value;
    },
    { signal },
  );
  add.addEventListener(
    "click",
    () => {
      if (!first.value || !last.value || !theme.value) said.textContent = words.say("mark-all-three");
      else if (Number(last.value) < Number(first.value)) said.textContent = words.say("mark-order");
      else {
        said.textContent = "";
        onMark(item.themes.find(({ id }) => id === theme.value), [Number(first.value), Number(last.value)]);
      }
    },
    { signal },
  );
  return {
    root,
    paint() {
      root.hidden = !isPlain();
      for (const { key, name, select } of lists) {
        tell(name, words.say(key));
        tell(select.options[0], words.say("mark-choose"));
        select.disabled = model.get("disabled");
      }
      item.themes.forEach((one, number) => tell(theme.options[number + 1], words.of(one.name)));
      tell(add, words.say("mark-add"));
      add.disabled = model.get("disabled");
    },
  };
}

/** The marks in a text so far, each with a button that takes it off. */
export function listPart({ model, item, words, signal, marksOf, takeOff }, definition) {
  const heading = h("h4");
  const none = h("p", { class: "coprod-note" });
  const list = h("ul", { class: "coprod-marks" });
  let painted = "";
  list.addEventListener(
    "click",
    (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      takeOff(definition, button.dataset.theme, [Number(button.dataset.first), Number(button.dataset.last)], route(event));
      focusOn(heading);
    },
    { signal },
  );
  return {
    root: h("div", { class: "coprod-marked" }, heading, none, list),
    paint() {
      const marks = marksOf(definition.id);
      const drawing = JSON.stringify([marks, model.get("easy"), model.get("disabled")]);
      if (drawing === painted) return;
      painted = drawing;
      tell(heading, words.say("mark-list"));
      tell(none, words.say("mark-none"));
      const entries = item.themes.flatMap((theme, number) =>
        (marks[theme.id] || []).map(([first, last]) => {
          const values = { theme: words.of(theme.name), words: wordsBetween(definition, [first, last]) };
          const off = h("button", {
            type: "button",
            "data-theme": theme.id,
            "data-first": first,
            "data-last": last,
            disabled: model.get("disabled"),
            "aria-label": words.say("mark-remove-label", values),
            text: words.say("mark-remove"),
          });
          return h("li", {}, sample(theme, number), h("span", { text: `${values.theme}: “${values.words}”` }), off);
        }),
      );
      none.hidden = entries.length > 0;
      list.hidden = !entries.length;
      list.replaceChildren(...entries);
    },
  };
}
