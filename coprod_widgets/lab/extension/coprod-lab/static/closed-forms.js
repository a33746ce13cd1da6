/**
 * Which code cells of an unsigned notebook may run by themselves: the course's own few sentences, and nothing else.
 *
 * Pure functions of text; they must not look at the page or at JupyterLab, so that they can be tested alone.
 */

/** An id: it can't hold a quotation mark, a bracket or a backslash, so it can't end the string it stands in. */
const ID = '[a-z0-9.-]+';

/** The whole statement, no spaces other than these, no second statement after a semicolon. */
const TOOLS = /^from coprod_widgets import (?:unit|exercise)$/;
const ACTIVITY = new RegExp(`^unit\\("${ID}"\\)\\.(?:activity|check|figure)\\("${ID}"\\)$`);
const ITEM = new RegExp(`^unit\\("${ID}"\\)\\.(?:activity|check)\\("(${ID})"\\)$`);
const QUESTION = new RegExp(`^exercise\\("${ID}"\\)\\.(?:question\\("${ID}"\\)|hand_in\\(\\))$`);
const WHOLE = new RegExp(`^unit\\("${ID}"\\)\\.(?:start|opening|review|answers|glossary|sources|record)\\(\\)$`);

/**
 * What may not stand anywhere, not even in a comment: Python's own splitting of a cell into lines takes some of these
 * for the end of a line, and what follows would be run.
 */
const NOT_TEXT = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029]/;

/**
 * The statements of a cell: its lines without the comment lines and the blank ones.
 *
 * @param {string} source
 * @returns {string[]}
 */
function statements(source) {
  return source
    .split(/\r\n|\r|\n/)
    .map(line => line.replace(/[ \t]+$/, ''))
    .filter(line => line !== '' && !line.startsWith('#'));
}

/** Whether a statement shows something when it is run: an activity, a picture, a page, or a part of an exercise. */
function shows(line) {
  return ACTIVITY.test(line) || WHOLE.test(line) || QUESTION.test(line);
}

/**
 * Whether a code cell is made of the course's closed forms alone.
 *
 * @param {string} source the cell's text
 * @returns {boolean}
 */
export function isClosedForm(source) {
  if (NOT_TEXT.test(source)) {
    return false;
  }
  return statements(source).every(line => TOOLS.test(line) || shows(line));
}

/**
 * Whether a code cell shows one of the course's activities, pictures or questions when it is run.
 *
 * @param {string} source the cell's text
 * @returns {boolean}
 */
export function showsActivity(source) {
  return statements(source).some(shows);
}

/**
 * The id of the activity or check that a code cell shows, or null when it shows none.
 *
 * @param {string} source the cell's text
 * @returns {string|null}
 */
export function itemOf(source) {
  const found = statements(source).map(line => ITEM.exec(line)).find(Boolean);
  return found ? found[1] : null;
}
