/**
 * A sentence, and where it helps a button, in the place of each activity that is not alive.
 *
 * This module draws what it is told; it must not look at the kernel.
 */
import { showsActivity } from './closed-forms.js';
import { WORDS } from './words.js';

const SAYS = ['starting', 'slow', 'lost', 'away', 'stopped'];

/** The places of one notebook. */
export class Places {
  /**
   * @param {object} panel JupyterLab's notebook panel
   * @param {() => void} again what the button does
   */
  constructor(panel, again) {
    this._panel = panel;
    this._again = again;
    this._places = new Map();
    this._state = 'starting';
  }

  /**
   * Say in every place how the activity is.
   *
   * @param {import('./runner.js').State} state
   */
  show(state) {
    this._state = state;
    const cells = this._panel.content.widgets.filter(
      cell => cell.model.type === 'code' && showsActivity(cell.model.sharedModel.getSource())
    );
    for (const [cell, place] of this._places) {
      if (cell.isDisposed || !cells.includes(cell)) {
        place.remove();
        this._places.delete(cell);
      }
    }
    cells.forEach((cell, number) => this._paint(cell, number === 0));
  }

  _paint(cell, first) {
    if (!this._places.has(cell)) {
      this._places.set(cell, this._make(cell));
      // An activity has come alive when its output is there.
      cell.model.outputs.changed.connect(() => this._repaint(cell, first));
    }
    const place = this._places.get(cell);
    const [sentence, button] = place.children;
    const shown = cell.model.outputs.length > 0;
    const outputs = Array.from({ length: cell.model.outputs.length }, (_, i) => cell.model.outputs.get(i));
    const failed = outputs.some(output => output.type === 'error');
    const waiting = this._state === 'starting' || this._state === 'slow';
    let says = SAYS.includes(this._state) && !(waiting && shown) ? this._state : null;
    if (failed && (waiting || this._state === 'alive')) {
      says = 'failed';
    }
    place.hidden = says === null;
    // One voice is enough when six activities stop at once.
    sentence.setAttribute('aria-live', first ? 'polite' : 'off');
    const text = says ? WORDS[says] : '';
    if (sentence.textContent !== text) {
      sentence.textContent = text;
    }
    button.hidden = says === null || says === 'starting';
    // A page that can't answer must not look as if it could; but who is writing goes on writing: the browser holds it.
    const area = cell.outputArea.node;
    const box = document.activeElement;
    const still = ['stopped', 'away', 'lost'].includes(says);
    const writes = still && area.contains(box) && box.matches('textarea');
    if (writes) {
      box.addEventListener('blur', () => this._repaint(cell, first), { once: true });
    }
    area.inert = still && !writes;
  }

  /** Outputs may still change, or be thrown away, after their cell is gone. */
  _repaint(cell, first) {
    if (!cell.isDisposed && this._places.has(cell)) {
      this._paint(cell, first);
    }
  }

  _make(cell) {
    const place = document.createElement('div');
    place.className = 'coprod-lab-place';
    const sentence = document.createElement('p');
    sentence.setAttribute('role', 'status');
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'coprod-lab-button';
    button.textContent = WORDS.again;
    button.addEventListener('click', () => this._again());
    place.append(sentence, button);
    cell.node.prepend(place);
    return place;
  }
}
