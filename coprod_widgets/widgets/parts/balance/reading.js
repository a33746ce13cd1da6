// What a power balance shows, once the learner asks: marks where there is a key, the reading, and the rules as a table.
// It draws what Python said; it reads nothing and marks nothing.
import { h, marks } from "../page.js";
import { placeWords } from "./moment.js";

/**
 * The panel below a balance.
 * @param {Object} board see power_balance.js
 */
export function readingPanel(board) {
  const { item, model, words } = board;
  const heading = h("h3");
  const summary = h("p", { class: "coprod-summary" });
  const parts = h("div", { class: "coprod-parts" });
  const name = h("p", { class: "coprod-outcome-name" });
  const predicted = h("p");
  const said = h("div");
  const answers = answersTable(board);
  const root = h("section", { class: "coprod-outcome", hidden: true }, heading, summary, parts, predicted, name, said, answers.root);

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
    name.textContent = words.of(reading.name);
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
      if (root.hidden) return;
      heading.textContent = words.say(result.reading ? "reading-heading" : "results-heading");
      summary.hidden = !result.summary;
      summary.textContent = words.of(result.summary);
      paintParts(result);
      const guess = board.predictedWords();
      predicted.hidden = !guess || !result.reading;
      predicted.textContent = guess ? words.say("you-predicted", { choice: guess }) : "";
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
      caption.textContent = words.say("reading-answers");
      head.children[0].textContent = words.say("reading-moment");
      head.children[1].textContent = words.say("reading-who");
      const stages = model.get("value").stages || {};
      for (const { moment, question, place } of rows) {
        question.textContent = words.of(moment.question);
        place.textContent = placeWords(item, words, stages[moment.id]);
      }
    },
  };
}

/**
 * The rules, one click away; Python sends them when they are asked for.
 * @param {Object} board see power_balance.js
 */
export function rulesPanel({ model, words, signal }) {
  const button = h("button", { type: "button", class: "coprod-switch", "aria-expanded": "false" });
  const body = h("div", { class: "coprod-rules", hidden: true });
  button.addEventListener(
    "click",
    () => {
      const open = button.getAttribute("aria-expanded") !== "true";
      button.setAttribute("aria-expanded", String(open));
      if (open && !model.get("_table").rows) model.send({ kind: "rules" });
      paint();
    },
    { signal },
  );

  function paint() {
    const table = model.get("_table");
    button.textContent = words.say("rules-show");
    body.hidden = button.getAttribute("aria-expanded") !== "true" || !table.rows;
    body.replaceChildren();
    if (body.hidden) return;
    const { reading } = model.get("result");
    const decided = reading ? reading.rules : [];
    body.append(
      h("div", { class: "coprod-scroll", tabindex: "0", role: "group", "aria-label": words.say("rules-caption") }, rulesTable(words, table, decided)),
      h("h4", { text: words.say("rules-numbers") }),
      h(
        "dl",
        {},
        ...table.numbers.flatMap(({ id, value, means }) => [
          h("dt", {}, h("code", { text: id }), ` ${value}`),
          h("dd", { text: words.of(means) }),
        ]),
      ),
      h("p", { class: "coprod-note", text: words.say("rules-change", { example: `{"shared": 51}` }) }),
    );
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
          ...["condition", "reading", "reason", "step"].map((name) => h("td", { text: words.of(row[name]) })),
        );
      }),
    ),
  );
}
