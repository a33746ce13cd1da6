/**
 * One open notebook of the course: the parts that belong to it, put together.
 *
 * Nothing here may touch a notebook whose metadata does not say `coprod`.
 */
import { arrive, expectAt } from './arrival.js';
import { makeBar } from './bar.js';
import { choices } from './choices.js';
import { keepClean } from './clean.js';
import { keepCovered } from './covered.js';
import { Debriefs } from './debriefs.js';
import { Glossary } from './glossary.js';
import { Unfinished, endWithPage, isAlone, notebookPath, notebookUrl, open, openAbove } from './navigation.js';
import { Places } from './places.js';
import { Runner } from './runner.js';
import { labelTables } from './tables.js';
import { opened } from './wake.js';
import { WORDS } from './words.js';

const PANEL = 'coprod-lab-notebook';
/** The tags of cells that change what is shown. */
const TAGS = ['easy', 'plain', 'without-extension', 'marking'];
/** Where an exercise finds the course: it lies in a folder of its own, in the folder of exercises. */
const COURSE_OF_EXERCISE = '../../';

/** A notebook of the course, in a panel of JupyterLab. */
export class CourseNotebook {
  /**
   * @param {object} lab JupyterLab's classes
   * @param {object} manager JupyterLab's document manager
   * @param {object} panel the notebook panel, its context ready
   * @param {object|null} words the glossary; null where there is none
   * @param {() => void} onView called when the look of the page has to follow
   */
  constructor(lab, manager, panel, words, onView) {
    this._lab = lab;
    this._manager = manager;
    this.panel = panel;
    this._onView = onView;
    this._notice = '';
    this._leaving = false;
    // A page to experiment on opens with its code in sight; what is chosen there is for that page alone.
    this._ownCode = panel.context.model.getMetadata('coprod')?.code === true ? true : null;
    this._home = panel.context.model.getMetadata('coprod')?.exercise ? COURSE_OF_EXERCISE : '';
    this._met = new WeakSet();
    /** What was chosen in the bar, for activities that come up later and don't know it; null where nothing was. */
    this._chosen = null;
    this._revealed = false;
    this._unfinished = new Unfinished(panel.sessionContext);
    this._places = new Places(panel, () => this._runner.startAgain());
    this._debriefs = new Debriefs(panel);
    this._glossary = new Glossary(panel, words);
    this._runner = new Runner(panel, state => this._onState(state));
    this._bar = makeBar({
      page: name => this._openPage(name),
      easy: () => this.turnEasy(),
      code: () => {
        if (this._ownCode === null) {
          choices.code = !this.code;
        } else {
          this._ownCode = !this.code;
        }
        onView();
      },
      run: () => this._runner.runAnyway()
    });
    panel.addClass(PANEL);
    keepCovered(panel);
    this._addBar();
    this._listen();
    keepClean(panel.context);
    this._runner.start();
    panel.revealed.then(() => {
      if (!panel.isDisposed) {
        this._markCells();
        labelTables(panel);
        panel.content.model.cells.changed.connect(() => queueMicrotask(() => this._markCells()));
        this._places.show(this._runner.state);
        this._revealed = true;
        this.paint();
        this.arrive();
      }
    });
    this.paint();
  }

  /** @returns {boolean} whether this notebook shows its code: by choice, as a page to experiment on, or because it must be seen before it is run */
  get code() {
    return (this._ownCode ?? choices.code) || this._runner.state === 'refused';
  }

  /** @returns {string} what the tab of the browser is called: the notebook's first heading */
  get title() {
    for (const cell of this.panel.content.model.cells) {
      const heading = cell.type === 'markdown' && /^#\s+(.+)$/m.exec(cell.sharedModel.getSource());
      if (heading) {
        return `${heading[1].replace(/[*_`]/g, '')} – ${WORDS.course}`;
      }
    }
    return WORDS.course;
  }

  /** Say that answers are kept, to a learner who wants to save. */
  sayKept() {
    this._say(WORDS.kept);
  }

  /** Change between plain words and Easy Read, on the page and, by the first that hears it, in every activity. */
  turnEasy() {
    choices.easy = !choices.easy;
    this._chosen = choices.easy;
    this.paint();
    const widgets = [...this.panel.node.querySelectorAll('.coprod-widget')];
    // A learner's own widgets do not hear of each other.
    for (const widget of this._ownCode === null ? widgets.slice(0, 1) : widgets) {
      tellEasy(widget);
    }
  }

  /** Go to the activity that the learner comes back to, when this notebook is opened at one. */
  arrive() {
    if (this._revealed) {
      arrive(this.panel);
    }
  }

  /**
   * Close this notebook, which the learner has left, and end its kernel. One that holds an unsaved edit stays open.
   *
   * @param {() => boolean} isLeft whether the learner is still somewhere else
   */
  async leave(isLeft) {
    const { panel } = this;
    if (this._leaving || panel.context.model.dirty) {
      return;
    }
    this._leaving = true;
    commitTyped(panel.node);
    await this._unfinished.settled();
    const alone = await isAlone(panel.sessionContext);
    // What a widget held back while the kernel was busy may have been sent meanwhile.
    await this._unfinished.settled();
    this._leaving = false;
    if (!panel.isDisposed && !panel.context.model.dirty && isLeft()) {
      endWithPage(panel.sessionContext, alone);
      panel.close();
    }
  }

  /** Draw everything that depends on the learner's choices. */
  paint() {
    const { panel } = this;
    panel.toggleClass('coprod-lab-with-code', this.code);
    panel.toggleClass('coprod-easy', choices.easy);
    for (const cell of panel.content.widgets) {
      if (cell.model.type === 'code') {
        this._foldSource(cell);
      }
    }
    const { path } = panel.context;
    const refused = this._runner.state === 'refused';
    this._bar.paint({
      address: name => notebookUrl(this._lab, notebookPath(this._lab, path, this._home + name) ?? path),
      here: this._lab.PathExt.basename(path),
      easy: choices.easy,
      code: this.code,
      notice: refused ? WORDS.refused : this._notice,
      refused
    });
    this._sizeBar();
    this._lab.MessageLoop.postMessage(panel, this._lab.Widget.Msg.FitRequest);
  }

  /** Fold the source in or out; only the view changes, the notebook does not. */
  _foldSource(cell) {
    cell.syncCollapse = false;
    cell.inputHidden = !this.code;
  }

  _onState(state) {
    if (this.panel.node.dataset.coprodState === 'alive') {
      // What was chosen while it lived is kept, and has had its time.
      this._chosen = null;
    }
    this.panel.node.dataset.coprodState = state;
    opened();
    this._places.show(state);
    this._onView();
    if (state !== 'starting' && state !== 'slow') {
      this.panel.revealed.then(() => this._glossary.begin());
    }
  }

  _markCells() {
    for (const cell of this.panel.content.widgets) {
      const tags = cell.model.getMetadata('tags') ?? [];
      for (const tag of TAGS) {
        cell.toggleClass(`coprod-lab-${tag}-cell`, tags.includes(tag));
      }
    }
    this._debriefs.look();
  }

  _addBar() {
    const { Widget } = this._lab;
    const widget = new Widget({ node: this._bar.node });
    widget.addClass('coprod-lab-header');
    this._header = widget;
    this.panel.contentHeader.insertWidget(0, widget);
    this._bar.resize = new ResizeObserver(() => this._sizeBar());
    this._bar.resize.observe(this._bar.inner);
    this.panel.disposed.connect(() => this._bar.resize.disconnect());
  }

  /** JupyterLab places the notebook by the bar's declared height, so declare the one that it has. */
  _sizeBar() {
    const height = `${Math.ceil(this._bar.inner.getBoundingClientRect().height)}px`;
    if (this._bar.node.style.minHeight !== height) {
      this._bar.node.style.minHeight = height;
      this._lab.MessageLoop.postMessage(this.panel.contentHeader, this._lab.Widget.Msg.FitRequest);
    }
  }

  _listen() {
    const { node } = this.panel;
    node.addEventListener('coprod-easy', event => {
      const easy = event.detail?.easy === true;
      const ownPage = this._ownCode !== null;
      const knows = event.detail?.knows === true;
      const first = !this._met.has(event.target);
      this._met.add(event.target);
      if (first && this._chosen !== null && easy !== this._chosen) {
        // It was on its way when the bar was pressed; the newest word is the learner's.
        tellEasy(event.target);
        return;
      }
      if (easy !== this._chosen) {
        this._chosen = null;
      }
      if (ownPage && first && !knows && easy !== choices.easy) {
        // A learner's own widget begins in plain words: it can't know yet how they read.
        tellEasy(event.target);
        return;
      }
      const news = ownPage && knows && easy !== choices.easy;
      choices.easy = easy;
      this.paint();
      if (news) {
        // What this browser remembered was not what the learner's folder says.
        this.panel.node.querySelectorAll('.coprod-widget').forEach(tellEasy);
      }
    });
    node.addEventListener('click', event => this._onClick(event));
    node.addEventListener('coprod-download', event => this._download(event.detail.name));
    node.addEventListener('pointerover', event => this._mendLink(event));
    node.addEventListener('focusin', event => this._mendLink(event));
    // With the code out of sight a double click selects a word, and does not open the text of the cell for editing;
    // the other button gives the browser's own menu.
    for (const type of ['dblclick', 'contextmenu']) {
      node.addEventListener(
        type,
        event => {
          if (!this.code) {
            event.stopPropagation();
          }
        },
        true
      );
    }
  }

  _onClick(event) {
    const link = event.target.closest?.('a[data-coprod-open]');
    if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) {
      return;
    }
    event.preventDefault();
    this._open(link.dataset.coprodOpen, link.dataset.coprodItem);
  }

  /** Hand out a file that lies beside this notebook, or in a folder there: an activity knows its name, the window where. */
  async _download(name) {
    const path = this._lab.PathExt.join(this._lab.PathExt.dirname(this.panel.context.path), name);
    const link = document.createElement('a');
    link.href = await this._manager.services.contents.getDownloadUrl(path);
    link.download = this._lab.PathExt.basename(path);
    link.click();
  }

  _open(link, item) {
    const path = notebookPath(this._lab, this.panel.context.path, link);
    expectAt(path, item);
    return this._go(path === null ? Promise.resolve(false) : open(this._manager, path), link);
  }

  _openPage(name) {
    return this._go(openAbove(this._lab, this._manager, this.panel.context.path, name), name);
  }

  async _go(opening, name) {
    try {
      this._say((await opening) ? '' : WORDS.missing(name));
    } catch {
      this._say(WORDS.away);
    }
  }

  _say(notice) {
    this._notice = notice;
    if (!this.panel.isDisposed) {
      this.paint();
    }
  }

  /** JupyterLab makes links to notebooks into downloads; in a new tab the learner wants the page. */
  _mendLink(event) {
    const link = event.target.closest?.('.jp-RenderedHTMLCommon a[href]');
    if (link && link.origin === window.location.origin) {
      const found = /\/files\/([^?#]+\.ipynb)/.exec(link.href);
      if (found) {
        link.href = notebookUrl(this._lab, decodeURIComponent(found[1]));
      }
    }
  }
}

/** Tell a widget how the page is read. */
function tellEasy(widget) {
  widget.dispatchEvent(new CustomEvent('coprod-read-easy', { detail: { easy: choices.easy } }));
}

/** Have every text box of a page hand over what is typed in it: a box that is left by no press does not say so itself. */
function commitTyped(node) {
  for (const box of node.querySelectorAll('.coprod-widget textarea')) {
    box.dispatchEvent(new Event('change'));
  }
}
