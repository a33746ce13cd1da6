/**
 * The two things that this extension remembers in the browser: whether code is shown, and whether Easy Read is on.
 *
 * Both are choices about the look of a page. Answers are never kept here.
 */
const CODE = 'coprod-lab:code';
const EASY = 'coprod-lab:easy';

function read(name) {
  try {
    return window.localStorage.getItem(name) === 'yes';
  } catch {
    // A browser may forbid it; then the choice lasts as long as the page.
    return false;
  }
}

function write(name, yes) {
  try {
    window.localStorage.setItem(name, yes ? 'yes' : 'no');
  } catch {
    // As above.
  }
}

/** The choices as they are now. */
export const choices = {
  _code: read(CODE),
  _easy: read(EASY),

  /** @returns {boolean} whether code is shown */
  get code() {
    return this._code;
  },

  set code(yes) {
    this._code = yes;
    write(CODE, yes);
  },

  /** @returns {boolean} whether the Easy Read text is shown; kept so that a page does not flicker before it is alive */
  get easy() {
    return this._easy;
  },

  set easy(yes) {
    this._easy = yes;
    write(EASY, yes);
  }
};
