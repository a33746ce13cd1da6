// What a sorting shows, once the learner asks: each card with what was chosen and why it reads as it does.
import { focusOn, h, marks, tell } from "../page.js";
import { question } from "../question.js";

/**
 * The words for how a card lies: with two places there is no further off, only the other one.
 * @param {Object} item the sort's page view
 * @param {string} verdict
 */
export function verdictKey(item, verdict) {
  return verdict === "far" && item.categories.length === 2 ? "verdict-other" : `verdict-${verdict}`;
}

/**
 * @param {Object} board see board.js
 */
export function resultsPanel(board) {
  const { item, model, words, signal } = board;
  const heading = h("h3");
  const summary = h("p", { class: "coprod-summary" });
  const sure = h("p");
  const earned = h("p", { class: "coprod-note" });
  const picture = h("img", { class: "coprod-picture" });
  const cards = h("div");
  const agreed = h("p", { class: "coprod-note" });
  const root = h("section", { class: "coprod-results", hidden: true }, heading, summary, sure, earned, picture, cards, agreed);
  const entries = item.cases.map((card) => {
    const title = h("h4");
    const chosen = h("p", { class: "coprod-chosen" });
    const texts = h("div");
    const entry = h("article", { class: "coprod-result", "data-case": card.id }, title, chosen, texts);
    const ask = item.asks.find((one) => one.case === card.id && one.kind === "differently");
    const differently = ask && differentlyBox(ask);
    if (differently) entry.append(differently.root);
    cards.append(entry);
    return { card, title, chosen, texts, entry, differently };
  });

  function differentlyBox(ask) {
    const summaryLine = h("summary");
    const built = question({
      item: ask,
      words,
      signal,
      onAnswer: (answer, via) => board.answer(ask.id, answer, via),
    });
    return {
      root: h("details", { class: "coprod-differently" }, summaryLine, built.root),
      paint() {
        tell(summaryLine, words.say("see-differently"));
        built.paint({ answer: model.get("answers")[ask.id], outcome: null, disabled: model.get("disabled") });
      },
    };
  }

  /** The deciding fact that the learner chose for a card, and what to make of it. */
  function factTexts(caseId) {
    return item.asks
      .filter((one) => one.case === caseId && one.kind === "fact")
      .flatMap((one) => one.choices.map((choice) => ({ choice, said: model.get("result").asks[one.id].choices[choice.id] })))
      .filter(({ said }) => said)
      .map(({ choice, said }) =>
        h(
          "p",
          { class: "coprod-fact" },
          h("strong", { text: words.say("fact-chosen", { fact: words.of(choice) }) }),
          ` ${words.say(`choice-${said.verdict}`)} ${words.of(said.feedback)}`,
        ),
      );
  }

  /** The kind of none of these that the learner chose, and the one that the course says. */
  function kindText({ same, chosen, course }) {
    return words.say(same ? "kind-same" : "kind-other", { kind: words.of(chosen), course: words.of(course) });
  }

  function paintTexts(texts, found, revealed) {
    texts.replaceChildren();
    if (found.verdict === "argued") {
      for (const argument of found.arguments) {
        texts.append(
          h("h5", { text: words.say("argument-for", { category: argumentFor(argument.says) }) }),
          h("p", { class: "coprod-note", text: `${words.say("the-bar")} ${words.of(argument.bar)}` }),
          h("p", { text: words.of(argument) }),
        );
      }
      const need = item.asks.find((one) => one.case === found.id && one.kind === "need");
      const wrote = need && model.get("answers")[need.id];
      if (wrote) texts.append(h("p", { text: `${words.say("you-wrote")} ${wrote}` }));
      texts.append(h("p", { text: `${words.say("would-settle")} ${words.of(found.settles)}` }));
      return;
    }
    if (found.feedback) texts.append(h("p", { class: "coprod-feedback", text: words.of(found.feedback) }));
    texts.append(...factTexts(found.id));
    if (found.kind) texts.append(h("p", { class: "coprod-kind", text: kindText(found.kind) }));
    if (revealed) {
      texts.append(
        h("h5", { text: words.say("course-reads", { category: board.name(revealed.category) }) }),
        h("p", { class: "coprod-feedback", text: words.of(revealed.feedback) }),
      );
    }
  }

  /** What was placed comes first, what is still to do after it; nothing is moved that lies right already. */
  function order() {
    const found = model.get("result").cases;
    entries.sort(
      (one, other) =>
        !found[one.card.id].category - !found[other.card.id].category || item.cases.indexOf(one.card) - item.cases.indexOf(other.card),
    );
    entries.forEach(({ entry }, index) => {
      if (cards.children[index] !== entry) cards.insertBefore(entry, cards.children[index]);
    });
  }

  function argumentFor(says) {
    return says === "between" ? words.say("between") : board.name(says);
  }

  /** The cards that have gained the course's reading, in the order of the page. */
  function revealed() {
    const { reveal } = model.get("result");
    return entries.filter(({ card }) => reveal[card.id]);
  }

  return {
    root,
    heading,
    /** A sentence on which cards have gained the course's reading. */
    shown() {
      const [first, ...more] = revealed();
      if (!first) return words.say("checked");
      const values = { card: words.of(first.card.title), more: more.length };
      return words.say(more.length ? "readings-shown" : "readings-shown-one", values);
    },
    /** Put the focus on the first card that has gained the course's reading, and bring all of it into sight. */
    toRevealed() {
      const [first] = revealed();
      focusOn(first ? first.title : heading);
      if (first) first.entry.scrollIntoView({ block: "nearest" });
    },
    paint() {
      const result = model.get("result");
      root.hidden = !board.done();
      if (root.hidden) return;
      const drawn = model.get("picture");
      picture.hidden = !drawn.address;
      if (drawn.address && picture.src !== drawn.address) {
        picture.src = drawn.address;
        picture.alt = drawn.words;
      }
      tell(heading, words.say(item.argued ? "arguments-heading" : "results-heading"));
      tell(summary, words.of(result.summary));
      tell(sure, words.of(result.sure));
      sure.hidden = !result.sure;
      tell(earned, words.of(result.marks));
      earned.hidden = !result.marks;
      tell(agreed, words.of(result.agreed));
      order();
      for (const { card, title, chosen, texts, differently } of entries) {
        const found = result.cases[card.id];
        tell(title, words.of(card.title));
        const where = found.category ? words.say("you-said", { category: board.name(found.category) }) : "";
        const verdict = words.say(verdictKey(item, found.verdict));
        const mark = found.max && found.category ? words.say("marks-of", { raw: marks(found.mark), max: marks(found.max) }) : "";
        tell(chosen, [where, verdict, mark].filter(Boolean).join(" · "));
        chosen.dataset.verdict = found.verdict;
        paintTexts(texts, { ...found, id: card.id }, result.reveal && result.reveal[card.id]);
        if (differently) {
          differently.root.hidden = !found.category;
          differently.paint();
        }
      }
    },
  };
}
