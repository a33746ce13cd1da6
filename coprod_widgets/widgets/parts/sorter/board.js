// What every part of a sorting may read and do: where the cards lie, what is still open, and how a card is moved.
// It draws nothing, and it knows no key.
import { commit } from "../page.js";

/**
 * @param {Object} options
 * @param {Object} options.model
 * @param {Object} options.words from `wordsOf`
 * @param {AbortSignal} options.signal
 * @param {(text: string) => void} options.say says a sentence beside the cards
 */
export function sortingBoard({ model, words, signal, say }) {
  const item = model.get("item");
  const history = [];
  const title = (caseId) => words.of(item.cases.find(({ id }) => id === caseId).title);
  const name = (categoryId) => words.of(item.categories.find(({ id }) => id === categoryId).name);
  const placed = (caseId) => model.get("value")[caseId];
  const done = () => Boolean(model.get("result").done);
  const isAnswered = (askId) => Boolean((model.get("answers")[askId] || []).length);

  /** The questions that belong to a card where it lies now. */
  const asksOf = (caseId) =>
    item.asks.filter(
      (ask) =>
        ask.case === caseId &&
        ask.kind !== "differently" &&
        (ask.kind === "none-kind" ? placed(caseId) === "none" : placed(caseId)),
    );

  const unanswered = (caseId) => asksOf(caseId).filter(({ id, kind }) => kind === "fact" && !isAnswered(id));

  /** Put one card in one place, whatever else has moved meanwhile. */
  function put(caseId, categoryId, via) {
    const after = { ...model.get("value") };
    if (categoryId) after[caseId] = categoryId;
    else delete after[caseId];
    commit(model, { value: after }, via);
    return after;
  }

  function moved(caseId, categoryId, after) {
    if (!categoryId) return words.say("moved-back", { card: title(caseId) });
    const left = item.cases.length - Object.keys(after).length;
    return words.say(left ? "moved" : "moved-last", { card: title(caseId), category: name(categoryId), left });
  }

  return {
    model,
    item,
    words,
    signal,
    say,
    title,
    name,
    placed,
    done,
    asksOf,
    unanswered,
    isAnswered,
    /** How many cards, and how many deciding facts, are still open. */
    open: () => ({
      cards: item.cases.filter(({ id }) => !placed(id)).length,
      facts:
        item.cases.flatMap(({ id }) => unanswered(id)).length + item.then.filter(({ id }) => !isAnswered(id)).length,
    }),
    place(caseId, categoryId, via) {
      if (done() || model.get("disabled")) return;
      const from = placed(caseId) || null;
      if (from === categoryId) return;
      history.push({ caseId, from });
      say(moved(caseId, categoryId, put(caseId, categoryId, via)));
    },
    canUndo: () => history.length > 0 && !model.get("disabled"),
    /** Take the last move back. */
    undo(via) {
      const { caseId, from } = history.pop();
      put(caseId, from, via);
    },
    /** Begin anew: what was moved before can't be taken back any more. */
    forget() {
      history.length = 0;
    },
    answer(askId, answer, via) {
      commit(model, { answers: { ...model.get("answers"), [askId]: answer } }, via);
    },
    hint(caseId) {
      model.send({ kind: "hint", case: caseId });
    },
  };
}
