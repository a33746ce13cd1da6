// Marks as pairs of numbers: the first word and the last. Nothing here touches the page.

/** The words of a text between two numbers, as they are written. */
export function wordsBetween(definition, [first, last]) {
  return definition.tokens.slice(first, last + 1).join(" ");
}

/**
 * Marks of one theme with one more: those that it meets become one with it.
 * @returns {number[][]|null} null when the words are marked already
 */
export function addedTo(spans, [first, last]) {
  if (spans.some(([a, b]) => a <= first && last <= b)) return null;
  const apart = spans.filter(([a, b]) => b < first || last < a);
  const met = spans.filter(([a, b]) => !(b < first || last < a));
  const joined = [Math.min(first, ...met.map(([a]) => a)), Math.max(last, ...met.map(([, b]) => b))];
  return [...apart, joined].sort(([a], [b]) => a - b);
}

/** A whole value without one mark; a theme or a text without marks is left out. */
export function takenFrom(value, text, theme, [first, last]) {
  const marks = { ...value[text] };
  marks[theme] = (marks[theme] || []).filter(([a, b]) => a !== first || b !== last);
  if (!marks[theme].length) delete marks[theme];
  const after = { ...value, [text]: marks };
  if (!Object.keys(marks).length) delete after[text];
  return after;
}

/** The themes that have a mark, with their number among all, and the marks of each. */
export function lanesOf(themes, marks) {
  return themes
    .map((theme, number) => ({ theme, number, spans: marks[theme.id] || [] }))
    .filter(({ spans }) => spans.length);
}
