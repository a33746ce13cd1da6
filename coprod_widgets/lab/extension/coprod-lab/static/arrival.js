/**
 * Coming back to the activity where the learner left off, instead of to the top of a unit.
 *
 * The page opens there at once and stays there while the activities above come alive and grow; then the focus goes
 * there, once. From the first thing that the learner does, this module does nothing more: it must never take the
 * focus or the place from anybody.
 */
import { itemOf } from './closed-forms.js';

/** What a learner does to go somewhere else, or to begin. */
const DEEDS = ['pointerdown', 'wheel', 'touchstart', 'keydown'];
/** The page is held in place for so long at most, and for so long after the activity has come alive. Milliseconds. */
const HOLD = 30000;
const SETTLE = 1500;

let expected = null;

/**
 * Say that a notebook is going to be opened at one activity.
 *
 * @param {string} path of the notebook
 * @param {string|undefined} item the activity's id; without one the notebook opens as it is
 */
export function expectAt(path, item) {
  expected = item ? { path, item } : null;
}

/**
 * Go to the activity that is expected in this notebook, if one is.
 *
 * @param {object} panel JupyterLab's notebook panel, its cells revealed
 */
export function arrive(panel) {
  if (expected?.path !== panel.context.path) {
    return;
  }
  const { item } = expected;
  expected = null;
  const cells = Array.from(panel.content.widgets);
  const activity = cells.findIndex(cell => idOf(cell) === item);
  if (activity >= 0) {
    hold(panel, cells[activity], cells[beginningOf(cells, activity)]);
  }
}

/** The id of the activity that a cell shows, or null. */
function idOf(cell) {
  return cell.model.type === 'code' ? itemOf(cell.model.sharedModel.getSource()) : null;
}

/** The cell where the text of an activity begins: its heading, or else what stands between it and the one before. */
function beginningOf(cells, activity) {
  for (let index = activity - 1; index >= 0; index -= 1) {
    const { model } = cells[index];
    if (model.type !== 'markdown' || (model.getMetadata('tags') ?? []).includes('debrief')) {
      return index + 1;
    }
    if (/^#{1,6} /.test(model.sharedModel.getSource())) {
      return index;
    }
  }
  return activity;
}

/** Keep a cell at the top of the page until the activity is alive and all has settled, or the learner does something. */
function hold(panel, activity, beginning) {
  const { node } = panel;
  const scroll = () => beginning.node.scrollIntoView({ block: 'start' });
  const resized = new ResizeObserver(scroll);
  let timer = 0;
  const stop = () => {
    clearTimeout(timer);
    resized.disconnect();
    panel.node.removeEventListener('coprod-checked', look);
    DEEDS.forEach(deed => window.removeEventListener(deed, stop, true));
  };
  const wait = time => {
    clearTimeout(timer);
    timer = setTimeout(stop, time);
  };
  const look = () => {
    const widget = activity.node.querySelector('.coprod-widget');
    if (widget) {
      panel.node.removeEventListener('coprod-checked', look);
      focus(beginning.node.querySelector(':is(h1, h2, h3, h4)') ?? widget);
      scroll();
      wait(SETTLE);
    }
  };
  DEEDS.forEach(deed => window.addEventListener(deed, stop, { capture: true, passive: true }));
  panel.disposed.connect(stop);
  // JupyterLab keeps the focus on the active cell; that one must not be the first of the page then.
  panel.content.activeCellIndex = panel.content.widgets.indexOf(beginning);
  for (const cell of panel.content.widgets) {
    resized.observe(cell.node);
  }
  scroll();
  wait(HOLD);
  node.addEventListener('coprod-checked', look);
  look();
}

function focus(element) {
  element.setAttribute('tabindex', '-1');
  element.focus({ preventScroll: true });
}
