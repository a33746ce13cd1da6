/**
 * The title of the browser's tab: the heading of the notebook, where JupyterLab would show the start of a file name.
 *
 * It must give JupyterLab's own title back when a course notebook is no longer in front.
 */

/** Keeps the title of the tab. */
export class Title {
  constructor() {
    this._ours = null;
    this._theirs = document.title;
    const watch = new MutationObserver(() => this._keep());
    watch.observe(document.head, { subtree: true, childList: true, characterData: true });
  }

  /** @param {string|null} title the title to show; null for JupyterLab's own */
  show(title) {
    this._ours = title;
    document.title = title ?? this._theirs;
    this._keep();
  }

  _keep() {
    if (document.title !== this._ours) {
      this._theirs = document.title;
      if (this._ours !== null) {
        document.title = this._ours;
      }
    }
  }
}
