// Whether this tab of the browser is in the hands of somebody who was invited to rate. It is remembered in the tab alone, so
// that loading the page anew does not uncover the learner's answers. No answer is in it.
// The course's window reads the same name (lab/extension: covered.js), to hide what is there before this is.

const NAME = "coprod-covering";

/**
 * How far somebody is who was invited to rate this item in this tab: "rating", "kept", "nothing"; null where nobody is.
 * @param {string} item
 */
export function coveringNow(item) {
  try {
    const found = JSON.parse(window.sessionStorage.getItem(NAME));
    return found && found.item === item && found.path === window.location.pathname ? found.step : null;
  } catch {
    // A browser may forbid its store: then a page that is loaded anew is not covered.
    return null;
  }
}

/**
 * Remember how far they are; null when the person who invited them is back.
 * @param {string} item
 * @param {string|null} step
 */
export function rememberCovering(item, step) {
  try {
    if (step) window.sessionStorage.setItem(NAME, JSON.stringify({ item, step, path: window.location.pathname }));
    else window.sessionStorage.removeItem(NAME);
  } catch {
    // As above.
  }
}
