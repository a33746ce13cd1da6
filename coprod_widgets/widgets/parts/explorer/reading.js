// One reading of a text by the course's writers, beside the learner's own: the text with its lines, then theme by theme.
import { h, tell } from "../page.js";
import { drawWord } from "./text.js";
import { rowsOf, wordsBetween } from "./spans.js";

export function readingPart({ model, item, words, marksOf }, definition) {
  const heading = h("h4", { class: "coprod-reading-name" });
  const root = h("section", { class: "coprod-writers" });
  let painted = "";

  const quoted = (spans) => (spans.length ? spans.map((span) => `“${wordsBetween(definition, span)}”`).join(", ") : words.say("mark-nothing"));

  function body(found, note) {
    const rows = rowsOf(item.themes, found.reading);
    const text = h("p", { class: "coprod-words coprod-read" });
    definition.tokens.forEach((token, word) => {
      const element = h("span", { class: "coprod-word" });
      drawWord(element, token, word, rows);
      text.append(element, " ");
    });
    const themes = item.themes
      .map((theme, number) => ({ theme, number, beside: found.overlap[theme.id] }))
      .filter(({ beside }) => beside)
      .map(({ theme, number, beside }) =>
        h(
          "li",
          { "data-theme": theme.id },
          h("b", { class: "coprod-letter", "data-line": number % 6, "aria-hidden": "true", text: theme.letter }),
          h(
            "div",
            {},
            h("b", { text: words.of(theme.name) }),
            h("p", { text: words.say("mark-read-as", { words: quoted(found.reading[theme.id] || []) }) }),
            h("p", { text: words.say("mark-you-read", { words: quoted(marksOf(definition.id)[theme.id] || []) }) }),
            h("p", { class: "coprod-note", text: words.say("mark-overlap", beside) }),
          ),
        ),
      );
    const care = [
      found.hedges.length && words.say("mark-hedges", { words: found.hedges.map((one) => `“${one}”`).join(", ") }),
      found.cuts.length && words.say("mark-cuts", { words: found.cuts.map((one) => `“${one}”`).join(", ") }),
    ].filter(Boolean);
    return [
      h("p", { class: "coprod-note", text: words.of(note) }),
      h("p", { text: words.of(found.stresses) }),
      text,
      h("ul", { class: "coprod-beside" }, ...themes),
      ...care.map((sentence) => h("p", { text: sentence })),
    ];
  }

  return {
    root,
    heading,
    paint() {
      const { done, note, texts = {} } = model.get("result");
      const found = texts[definition.id];
      root.hidden = !done;
      if (!done) return;
      const drawing = JSON.stringify([found, marksOf(definition.id), model.get("easy")]);
      if (drawing === painted) return;
      painted = drawing;
      const name = words.of(definition.name);
      tell(heading, words.say("mark-reading", { name }));
      const waits = h("p", { class: "coprod-note", text: words.say("mark-reading-waits", { names: name }) });
      root.replaceChildren(...(found ? [heading, ...body(found, note)] : [waits]));
    },
  };
}
