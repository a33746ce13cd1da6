// What a power balance shows, once the learner asks: marks where there is a key, the reading, and the rules as a table.
// It draws what Python said; it reads nothing and marks nothing.
import { h, marks, tell } from "../page.js";
import { placeWords } from "./moment.js";

/**
 * The panel below a balance.
 * @param {Object} board see power_balance.js
 */
export function readingPanel(board) {
  const { item, model, words } = board;
  const heading = h("h3");
  const summary = h("p", { class: "coprod-summary" });
  const open = h("p", { class: "coprod-open" });
  const parts = h("div", { class: "coprod-parts" });
  const name = h("p", { class: "coprod-outcome-name" });
  const predicted = h("p");
  const said = h("div");
  const answers = answersTable(board);
  const root = h("section", { class: "coprod-outcome", hidden: true }, heading, open, summary, parts, predicted, name, said, answers.root);

  /** What the panel shows, so that it is made anew only when that is another. */
  let drawnBefore = "";

  function paragraph(label, text) {
    return h("p", {}, h("strong", { text: words.say(label) }), ` ${words.of(text)}`);
  }

  function paintParts(result) {
    const found = Object.entries(result.parts);
    parts.hidden = !found.length;
    parts.replaceChildren(
      ...(found.length ? [h("h4", { text: words.say("balance-parts") })] : []),
      ...found.map(([id, part]) => {
        const accepted = result.reveal && result.reveal[id];
        const earned = words.say("marks-of", { raw: marks(part.mark), max: marks(part.max) });
        const answered = part.verdict !== "unplaced";
        const said = answered ? [words.say("balance-you", { answer: board.answerWords(id) })] : [];
        const chosen = [...said, words.say(`balance-${part.verdict}`), ...(answered ? [earned] : [])].join(" · ");
        return h(
          "article",
          { class: "coprod-part", "data-part": id, "data-verdict": part.verdict },
          h("h5", { text: board.questionWords(id) }),
          h("p", { class: "coprod-chosen", "data-verdict": part.verdict, text: chosen }),
          part.because ? h("p", { class: "coprod-feedback", text: words.of(part.because) }) : "",
          accepted
            ? h("p", { text: words.say("balance-course", { answer: accepted.map((one) => words.of(one)).join(words.say("balance-or")) }) })
            : "",
        );
      }),
    );
  }

  function paintReading(result) {
    const { reading, contested } = result;
    name.hidden = said.hidden = !reading;
    said.replaceChildren();
    if (!reading) return;
    tell(name, words.of(reading.name));
    said.append(paragraph("reading-reason", reading.reason), paragraph("reading-step", reading.step));
    if (reading.limit) said.append(h("p", { class: "coprod-limit", text: words.of(reading.limit) }));
    if (contested) said.append(h("p", { class: "coprod-contested", text: words.of(contested) }));
    said.append(h("ul", { class: "coprod-leaning" }, ...reading.leaning.map((one) => h("li", { text: words.of(one) }))));
    const doubts = [...reading.assuming, ...reading.warnings];
    if (doubts.length) {
      said.append(
        h("h4", { text: words.say("reading-trust") }),
        h("ul", { class: "coprod-doubts" }, ...doubts.map((one) => h("li", { text: words.of(one) }))),
      );
    }
  }

  return {
    root,
    heading,
    paint() {
      const result = model.get("result");
      root.hidden = !result.done;
      const drawn = JSON.stringify([result, model.get("value"), model.get("answers"), model.get("easy")]);
      if (root.hidden || drawn === drawnBefore) return;
      drawnBefore = drawn;
      tell(heading, words.say(result.reading ? "reading-heading" : "results-heading"));
      const left = board.unanswered();
      open.hidden = !left.length;
      tell(open, left.length ? words.say("balance-open", { questions: left.join(" ") }) : "");
      const changed = !result.summary && Object.keys(result.parts).length > 0;
      summary.hidden = !result.summary && !changed;
      tell(summary, changed ? words.say("balance-changed") : words.of(result.summary));
      paintParts(result);
      const guess = board.predictedWords();
      predicted.hidden = !guess || !result.reading;
      tell(predicted, guess ? words.say("you-predicted", { choice: guess }) : "");
      paintReading(result);
      answers.paint(Boolean(result.reading) && item.moments.length > 0);
    },
  };
}

/** The five answers as a table, for whoever would rather read than look. */
function answersTable({ item, model, words }) {
  const caption = h("summary");
  const head = h("tr", {}, h("th", { scope: "col" }), h("th", { scope: "col" }));
  const rows = item.moments.map((moment) => {
    const question = h("th", { scope: "row" });
    const place = h("td");
    return { moment, question, place, row: h("tr", {}, question, place) };
  });
  const table = h("table", {}, h("thead", {}, head), h("tbody", {}, ...rows.map(({ row }) => row)));
  const root = h("details", {}, caption, h("div", { class: "coprod-scroll" }, table));
  return {
    root,
    paint(shown) {
      root.hidden = !shown;
      tell(caption, words.say("reading-answers"));
      tell(head.children[0], words.say("reading-moment"));
      tell(head.children[1], words.say("reading-who"));
      const stages = model.get("value").stages || {};
      for (const { moment, question, place } of rows) {
        tell(question, words.of(moment.question));
        tell(place, placeWords(item, words, stages[moment.id]));
      }
    },
  };
}

/**
 * The rules, one click away; Python sends them when they are asked for.
 * @param {Object} board see power_balance.js
 */
export function rulesPanel({ model, words, signal }) {
  const table = h("div", { class: "coprod-scroll", tabindex: "0", role: "group" });
  const heading = h("h4");
  const numbers = h("div", { class: "coprod-numbers" });
  const back = h("button", { type: "button" });
  const note = h("p", { class: "coprod-note" });
  const button = h("button", { type: "button", class: "coprod-switch", "aria-expanded": "false" });
  const body = h("div", { class: "coprod-rules", hidden: true }, table, heading, numbers, back, note);
  const send = (changed) => model.send({ kind: "numbers", numbers: changed });
  back.addEventListener("click", () => send({}), { signal });
  button.addEventListener(
    "click",
    () => {
      const open = button.getAttribute("aria-expanded") !== "true";
      button.setAttribute("aria-expanded", String(open));
      if (open && !model.get("_table").rows) model.send({ kind: "rules" });
      opened = open;
      paint();
    },
    { signal },
  );

  /** One box a number, made once: who is typing in it keeps it. */
  const boxes = new Map();
  function box(id) {
    if (!boxes.has(id)) {
      const input = h("input", { type: "number", min: "0", max: "100", step: "1", "data-number": id });
      const means = h("span");
      numbers.append(h("label", {}, input, h("code", { text: id }), means));
      const given = () => {
        const values = [...boxes].map(([name, { input: one }]) => [name, Number(one.value)]);
        if (input.value !== "") send(Object.fromEntries(values));
      };
      input.addEventListener("change", given, { signal });
      input.addEventListener("keydown", (event) => event.key === "Enter" && given(), { signal });
      boxes.set(id, { input, means });
    }
    return boxes.get(id);
  }

  /** Whether the table was just asked for, and is to be brought into sight once it is there. */
  let opened = false;
  function paint() {
    const found = model.get("_table");
    const shown = button.getAttribute("aria-expanded") === "true";
    tell(button, words.say(shown ? "rules-hide" : "rules-show"));
    body.hidden = !shown || !found.rows;
    if (body.hidden) return;
    const { reading } = model.get("result");
    table.setAttribute("aria-label", words.say("rules-caption"));
    table.replaceChildren(rulesTable(words, found, reading ? reading.rules : []));
    tell(heading, words.say("rules-numbers"));
    for (const { id, value, means } of found.numbers) {
      const one = box(id);
      tell(one.means, words.of(means));
      if (one.input !== document.activeElement) one.input.value = String(value);
    }
    tell(back, words.say("rules-back"));
    tell(note, words.say("rules-change", { example: `{"shared": 51}` }));
    if (opened) body.scrollIntoView({ block: "nearest" });
    opened = false;
  }
  return { button, body, paint };
}

function rulesTable(words, table, decided) {
  const columns = ["rules-number", "rules-when", "rules-reading", "rules-reason", "rules-step"];
  return h(
    "table",
    {},
    h("caption", { text: words.say("rules-caption") }),
    h("thead", {}, h("tr", {}, ...columns.map((key) => h("th", { scope: "col", text: words.say(key) })))),
    h(
      "tbody",
      {},
      ...table.rows.map((row) => {
        const here = decided.includes(row.number);
        return h(
          "tr",
          { "data-rule": row.number, "data-decided": String(here) },
          h("th", { scope: "row", text: here ? `${row.number} · ${words.say("rules-decided")}` : String(row.number) }),
          ...["condition", "reading", "reason", "step"].map((name, index) =>
            h("td", { "data-label": words.say(columns[index + 1]), text: words.of(row[name]) }),
          ),
        );
      }),
    ),
  );
}
