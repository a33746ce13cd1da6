// One line of a self-audit: what it says, a box for what happened, and the rating below it. Evidence first, rating second.
// It keeps nothing itself: what is written or chosen goes out through `onEntry`.
import { h, tell } from "../page.js";
import { question } from "../question.js";

const UNKNOWN = "unknown";

/**
 * Build one line.
 * @param {Object} options
 * @param {Object} options.item the audit's page view
 * @param {Object} options.line
 * @param {{evidence: Object, rating: Object}} options.asks the texts of the two questions
 * @param {boolean} options.helps whether to offer a question to ask a person where the answer is not known
 * @param {Object} options.words from `wordsOf`
 * @param {AbortSignal} options.signal
 * @param {(change: {rating?: number|null, evidence?: string}, via: string) => void} options.onEntry
 */
export function auditLine({ item, line, asks, helps, words, signal, onEntry }) {
  const heading = h("h3", { class: "coprod-audit-name" });
  const statement = h("p", { class: "coprod-audit-statement" });
  const evidence = question({
    item: { id: `${item.id}.${line.id}.evidence`, interaction: "reflect", prompt: asks.evidence, note: item.privacy, max_characters: item.most },
    words,
    signal,
    onAnswer: (text, via) => onEntry({ evidence: text }, via),
  });
  const rating = question({
    item: {
      id: `${item.id}.${line.id}.rating`,
      interaction: "choice",
      prompt: asks.rating,
      many: false,
      choices: [{ id: UNKNOWN, ...item.unknown.words }, ...item.anchors.map((anchor) => ({ id: String(anchor.rating), ...numbered(anchor) }))],
    },
    words,
    signal,
    onAnswer: ([chosen], via) => onEntry({ rating: chosen === UNKNOWN ? null : Number(chosen) }, via),
  });
  const ask = h("p", { class: "coprod-audit-ask", role: "status" });
  const root = h("section", { class: "coprod-audit-line", "data-line": line.id }, heading, statement, evidence.root, rating.root, ask);
  return {
    id: line.id,
    root,
    heading,
    paint({ entry = {}, title, disabled }) {
      tell(heading, title);
      tell(statement, words.of(line.statement));
      evidence.paint({ answer: entry.evidence, outcome: null, disabled });
      rating.paint({ answer: chosenIn(entry), outcome: null, disabled });
      const unknown = helps && "rating" in entry && entry.rating === null;
      ask.hidden = !unknown;
      tell(ask, unknown ? words.say("audit-to-ask", { ask: words.of(line.ask) }) : "");
    },
  };
}

/** An anchor with its number before it, in both wordings. */
function numbered({ rating, words }) {
  return { text: `${rating}. ${words.text}`, easy: words.easy && `${rating}. ${words.easy}` };
}

/** The choice that an entry stands for; nothing is preselected, and what is not known is never 0. */
function chosenIn(entry) {
  if (!("rating" in entry)) return [];
  return [entry.rating === null ? UNKNOWN : String(entry.rating)];
}

/**
 * An entry with a change; a line of which nothing is left is no entry.
 * @param {Object} ratings by line
 * @param {string} line
 * @param {Object} change
 */
export function withEntry(ratings, line, change) {
  const entry = { ...ratings[line], ...change };
  const after = { ...ratings };
  if (!entry.evidence && !("rating" in entry)) delete after[line];
  else after[line] = "evidence" in entry ? entry : { ...entry, evidence: "" };
  return after;
}
