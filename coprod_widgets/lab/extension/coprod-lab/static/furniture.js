/**
 * JupyterLab's menus, bars and side panels: put away while a course notebook is in front, and given back after it.
 *
 * It is done by style sheet classes on the page, so nothing of it is stored in the learner's JupyterLab.
 */

/** Puts the furniture away and back. */
export class Furniture {
  /**
   * @param {object} lab JupyterLab's classes
   * @param {object|null} shell JupyterLab's shell; null in programs that have another one
   */
  constructor(lab, shell) {
    this._lab = lab;
    this._shell = shell;
    this._left = false;
    this._right = false;
    this._front = false;
    this._quiet = false;
    window.addEventListener('keydown', event => this._hush(event), true);
  }

  /**
   * @param {boolean} front whether a course notebook is in front
   * @param {boolean} code whether its code is shown
   */
  show(front, code) {
    const body = document.body;
    if (front !== this._front) {
      this._front = front;
      this._sidePanels(front);
    }
    body.classList.toggle('coprod-lab-front', front);
    body.classList.toggle('coprod-lab-code', front && code);
    this._quiet = front && !code;
    this._refit();
  }

  /**
   * Without code in sight, a slip of the key must not delete a cell. JupyterLab leaves a key alone that is pressed on
   * an element with this attribute, and looks when the event comes to the document, which is after the window.
   */
  _hush(event) {
    const { target } = event;
    const name = 'data-lm-suppress-shortcuts';
    if (this._quiet && target instanceof Element && !target.hasAttribute(name)) {
      target.setAttribute(name, 'true');
      setTimeout(() => target.removeAttribute(name));
    }
  }

  _sidePanels(front) {
    const shell = this._shell;
    if (!shell) {
      return;
    }
    if (front) {
      this._left = !shell.leftCollapsed;
      this._right = !shell.rightCollapsed;
      shell.collapseLeft();
      shell.collapseRight();
    } else {
      if (this._left) {
        shell.expandLeft();
      }
      if (this._right) {
        shell.expandRight();
      }
    }
  }

  /** Have JupyterLab measure its bars again: it places everything by their sizes. */
  _refit() {
    const { MessageLoop, Widget } = this._lab;
    const fit = (widget, depth) => {
      MessageLoop.postMessage(widget, Widget.Msg.FitRequest);
      if (depth > 0 && widget.layout) {
        for (const child of widget.layout) {
          fit(child, depth - 1);
        }
      }
    };
    if (this._shell) {
      fit(this._shell, 2);
    }
  }
}
