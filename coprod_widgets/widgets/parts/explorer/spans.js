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

/**
 * The marks of a text in rows, so that no two of a row share a word and a line stands as near to its words as it can.
 * @returns {{theme: Object, number: number, first: number, last: number}[][]}
 */
export function rowsOf(themes, marks) {
  const rows = [];
  const all = themes.flatMap((theme, number) => (marks[theme.id] || []).map(([first, last]) => ({ theme, number, first, last })));
  for (const one of all) {
    const free = rows.find((row) => row.every(({ first, last }) => last < one.first || one.last < first));
    if (free) free.push(one);
    else rows.push([one]);
  }
  return rows;
}

/** The marks that hold a word. */
export function marksAt(word, rows) {
  return rows.flat().filter(({ first, last }) => first <= word && word <= last);
}
