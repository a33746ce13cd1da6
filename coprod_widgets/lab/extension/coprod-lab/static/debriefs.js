/**
 * What is said after an activity waits until the learner has asked for the activity's result: it would give the
 * answers away.
 *
 * A widget says by an attribute of its root, `data-checked`, whether its result was ever asked for (a plan, whether it is
 * done); one that has neither does not have it. Once shown, a text stays. This module must not look at the kernel, and must not
 * change the notebook.
 */
import { itemOf } from './closed-forms.js';
import { WORDS } from './words.js';

const TAG = 'debrief';
const FOLDED = 'coprod-lab-folded';

/** The debriefs of one notebook. */
export class Debriefs {
  /** @param {object} panel JupyterLab's notebook panel */
  constructor(panel) {
    this._panel = panel;
    this._places = new Map();
    this._above = new WeakMap();
    /** The cells of activities whose debriefs have been shown: trying again must not take them away. */
    this._shown = new WeakSet();
    /** The cells of activities that were seen before their result was asked for. */
    this._open = new WeakSet();
    panel.node.addEventListener('coprod-checked', () => this.look());
  }

  /** Fold or show every debrief, by the activity above it. */
  look() {
    let activity = null;
    const found = new Set();
    for (const cell of this._panel.content.widgets) {
      if (cell.model.type === 'code' && itemOf(cell.model.sharedModel.getSource()) !== null) {
        activity = cell;
      } else if (activity && (cell.model.getMetadata('tags') ?? []).includes(TAG)) {
        found.add(cell);
        this._above.set(cell, activity);
        this._paint(cell, activity);
      }
    }
    for (const [cell, place] of this._places) {
      if (!found.has(cell)) {
        place.remove();
        this._places.delete(cell);
        if (!cell.isDisposed) {
          cell.removeClass(FOLDED);
        }
      }
    }
  }

  _paint(cell, activity) {
    const first = !this._places.has(cell);
    if (first) {
      this._places.set(cell, this._make(cell));
    }
    const folded = !this._isShown(activity);
    if (!first && folded === cell.hasClass(FOLDED)) {
      return;
    }
    const [sentence, button] = this._places.get(cell).children;
    const easy = (cell.model.getMetadata('tags') ?? []).includes('easy');
    button.textContent = easy ? WORDS.showDebriefEasy : WORDS.showDebrief;
    // Only what has just been asked for is news: not what was asked for in an earlier sitting.
    const shown = this._open.has(activity) ? WORDS.debriefShown : '';
    sentence.textContent = folded ? (easy ? WORDS.debriefWaitsEasy : WORDS.debriefWaits) : shown;
    cell.toggleClass(FOLDED, folded);
  }

  _isShown(activity) {
    if (!this._shown.has(activity)) {
      const widget = activity.node.querySelector('.coprod-widget');
      if (widget?.dataset.checked === 'false') {
        this._open.add(activity);
      } else if (widget) {
        this._shown.add(activity);
      }
    }
    return this._shown.has(activity);
  }

  _make(cell) {
    const place = document.createElement('div');
    place.className = 'coprod-lab-debrief';
    const sentence = document.createElement('p');
    sentence.setAttribute('role', 'status');
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'coprod-lab-button';
    button.addEventListener('click', () => {
      this._shown.add(this._above.get(cell));
      this.look();
      // The button is gone; what it has brought is read from here.
      const text = cell.node.querySelector('.jp-RenderedMarkdown');
      text?.setAttribute('tabindex', '-1');
      text?.focus({ preventScroll: true });
    });
    place.append(sentence, button);
    cell.node.prepend(place);
    return place;
  }
}
