/**
 * The JupyterLab plugin: it finds the course's notebooks among all others, and leaves those alone.
 */
import { choices } from './choices.js';
import { CourseNotebook } from './course-notebook.js';
import { Furniture } from './furniture.js';
import { readGlossary } from './glossary.js';
import { Meaning } from './meaning.js';
import { endOrphans, notebookOf, open } from './navigation.js';
import { Title } from './title.js';
import { opened } from './wake.js';

/**
 * @param {object} lab JupyterLab's classes, by name
 * @returns {object} the plugin, in JupyterLab's form
 */
export function makePlugin(lab) {
  return {
    id: 'coprod-lab:plugin',
    description: 'Runs the course’s notebooks when they are opened, and shows them without code.',
    autoStart: true,
    requires: [lab.INotebookTracker, lab.IDocumentManager],
    optional: [lab.ILabShell],
    activate: (app, tracker, manager, shell) => new Course(lab, app, tracker, manager, shell).start()
  };
}

/** The course's notebooks that are open in this page. */
class Course {
  constructor(lab, app, tracker, manager, shell) {
    this._lab = lab;
    this._app = app;
    this._tracker = tracker;
    this._manager = manager;
    this._shell = shell;
    this._furniture = new Furniture(lab, shell);
    this._title = new Title();
    this._open = new Map();
    this._words = readGlossary(lab.PageConfig.getOption('coprodGlossary'));
    this._meaning = this._words && new Meaning(this._words.terms);
    // A server that serves the course alone starts bare; any other keeps its furniture until a course notebook comes.
    this._bare = lab.PageConfig.getOption('coprodLearn') === 'true';
  }

  start() {
    this._tracker.widgetAdded.connect((_, panel) => this._meet(panel));
    this._tracker.forEach(panel => this._meet(panel));
    this._app.shell.currentChanged?.connect(() => this._front());
    document.addEventListener('keydown', event => this._onKey(event), true);
    window.addEventListener('popstate', () => this._onHistory());
    this._app.serviceManager.connectionFailure.connect(() => {
      // Before it is drawn, whoever hears first, JupyterLab or this: it would take the focus from somebody who types.
      this._dismiss();
      queueMicrotask(() => this._dismiss());
    });
    this._front();
  }

  _onKey(event) {
    const notebook = this._open.get(this._app.shell.currentWidget);
    if (event.key === 'Tab') {
      document.body.classList.add('coprod-lab-keys');
    } else if (event.key === 's' && (event.ctrlKey || event.metaKey) && notebook && !notebook.code) {
      // The browser would offer to save the page as a file.
      event.preventDefault();
      notebook.sayKept();
    }
  }

  /** The browser's Back and Forward change the address; JupyterLab does not always open what it names. */
  _onHistory() {
    const path = notebookOf(window.location.pathname);
    const notebook = this._open.get(this._app.shell.currentWidget);
    if (path && notebook && path !== notebook.panel.context.path) {
      open(this._manager, path).catch(() => undefined);
    }
  }

  /** JupyterLab's words about a lost server come up again and again; ours stand where the activities are. */
  _dismiss() {
    if (this._open.has(this._app.shell.currentWidget)) {
      this._lab.Dialog.tracker.forEach(dialog => dialog.reject());
    }
  }

  async _meet(panel) {
    await panel.context.ready;
    if (panel.isDisposed) {
      return;
    }
    if (panel.context.model.getMetadata('coprod')) {
      this._open.set(panel, new CourseNotebook(this._lab, this._manager, panel, this._words, () => this._front()));
      panel.disposed.connect(() => this._open.delete(panel));
      endOrphans(this._manager);
    } else {
      opened();
    }
    this._front();
  }

  /** Draw the page for whatever is in front now, and close what the learner has left. */
  _front() {
    const current = this._app.shell.currentWidget;
    if (this._tracker.has(current) && !current.context.isReady) {
      // It is not known yet whose it is. Until then the page stays as it is, so that nothing flickers.
      return;
    }
    const notebook = this._open.get(current);
    if (current) {
      this._bare = false;
    }
    this._furniture.show(Boolean(notebook) || this._bare, notebook ? notebook.code : choices.code);
    this._title.show(notebook ? notebook.title : null);
    notebook?.arrive();
    for (const other of this._open.values()) {
      other.paint();
      if (notebook && other !== notebook) {
        other.leave(() => this._app.shell.currentWidget !== other.panel);
      }
    }
  }
}
