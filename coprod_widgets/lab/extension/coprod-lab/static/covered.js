/**
 * A tab that is in the hands of somebody who was invited to rate shows no answer of the learner's, from its first moment on.
 *
 * The widget that hands it over remembers that in the tab (widgets/parts/audit/covering.js); this only hides what comes
 * up before that widget does.
 */
const NAME = 'coprod-covering';
const CLASS = 'coprod-lab-covered';

function isCovered() {
  try {
    return JSON.parse(window.sessionStorage.getItem(NAME))?.path === window.location.pathname;
  } catch {
    return false;
  }
}

/** @param {object} panel a notebook panel: its activities are hidden until the person who invited says that they are back */
export function keepCovered(panel) {
  panel.toggleClass(CLASS, isCovered());
  panel.node.addEventListener('coprod-uncovered', () => panel.removeClass(CLASS));
}
