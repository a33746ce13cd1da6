/**
 * Going from one course notebook to another in the same tab, and leaving no kernel behind.
 *
 * It must not end a kernel that somebody may still be using, nor close a notebook that holds an unsaved edit.
 */

/** A kernel without a page is looked at twice: a page that is being reloaded is back within this. Milliseconds. */
const ORPHAN_AFTER = 10000;
/** Kernels that this page has begun to end: a slow server still lists them, and they must not be ended twice. */
const ending = new Set();
/** A kernel has this long to finish what it was sent before its notebook is closed. Milliseconds. */
const FINISH_WITHIN = 5000;

/**
 * The path of a notebook that a link names, or null when it names none.
 *
 * @param {object} lab JupyterLab's classes
 * @param {string} from path of the notebook that holds the link
 * @param {string} link relative to the folder of that notebook
 * @returns {string|null}
 */
export function notebookPath(lab, from, link) {
  if (!/^[^:?#\\]+\.ipynb$/.test(link) || link.startsWith('/')) {
    return null;
  }
  const path = lab.PathExt.normalize(lab.PathExt.join(lab.PathExt.dirname(from), link));
  return path.startsWith('..') ? null : path;
}

/** The address of a notebook, for a link that may be opened in a new tab. */
export function notebookUrl(lab, path) {
  const { defaultWorkspace } = lab.PageConfig;
  return lab.PageConfig.getUrl({ mode: 'single-document', workspace: defaultWorkspace, treePath: path });
}

/** The path of the notebook that an address of JupyterLab names, or null. */
export function notebookOf(address) {
  const found = /\/(?:doc|lab)\/(?:workspaces\/[^/]+\/)?tree\/(.+\.ipynb)$/.exec(address);
  return found ? decodeURIComponent(found[1]) : null;
}

/**
 * Open a notebook in this tab.
 *
 * @param {object} manager JupyterLab's document manager
 * @param {string} path
 * @returns {Promise<boolean>} whether it is there
 */
export async function open(manager, path) {
  // Look in the folder: asking for a file that is not there would be written down as an error.
  const folder = path.split('/').slice(0, -1).join('/');
  const { content } = await manager.services.contents.get(folder);
  const found = content.some(file => file.path === path && file.type === 'notebook');
  if (found) {
    manager.openOrReveal(path);
  }
  return found;
}

/**
 * Find a page of the course: in the folder of this notebook, or in one above it.
 *
 * @param {object} lab JupyterLab's classes
 * @param {object} manager JupyterLab's document manager
 * @param {string} from path of this notebook
 * @param {string} name of the page's notebook
 * @returns {Promise<boolean>} whether it was found and opened
 */
export async function openAbove(lab, manager, from, name) {
  let folder = lab.PathExt.dirname(from);
  for (;;) {
    if (await open(manager, lab.PathExt.join(folder, name))) {
      return true;
    }
    if (!folder) {
      return false;
    }
    folder = lab.PathExt.dirname(folder);
  }
}

/** What has been sent to a kernel and not been dealt with yet: an answer may be on its way when a page is left. */
export class Unfinished {
  constructor(session) {
    this._sent = new Set();
    this._waiting = [];
    const watch = kernel => {
      this._sent.clear();
      kernel?.anyMessage.connect((_, { msg, direction }) => {
        if (direction === 'send' && msg.channel === 'shell') {
          this._sent.add(msg.header.msg_id);
        } else if (msg.header.msg_type === 'status' && msg.content.execution_state === 'idle') {
          this._sent.delete(msg.parent_header.msg_id);
          if (this._sent.size === 0) {
            this._waiting.splice(0).forEach(done => done());
          }
        }
      });
    };
    watch(session.session?.kernel);
    session.kernelChanged.connect((_, change) => {
      if (change.newValue !== change.oldValue) {
        watch(change.newValue);
      }
    });
  }

  /** @returns {Promise<void>} when the kernel has dealt with everything, or has had time enough */
  async settled() {
    const until = Date.now() + FINISH_WITHIN;
    do {
      if (this._sent.size > 0) {
        await new Promise(done => {
          this._waiting.push(done);
          setTimeout(done, until - Date.now());
        });
      }
      // A widget sends what it held back only once it hears that the kernel is free, which is in this same moment.
      await new Promise(done => setTimeout(done));
    } while (this._sent.size > 0 && Date.now() < until);
  }
}

/**
 * Whether no other page is connected to the kernel of a notebook.
 *
 * @param {object} session JupyterLab's session context
 * @returns {Promise<boolean>}
 */
export async function isAlone(session) {
  const kernel = session.session?.kernel;
  if (!kernel || kernel.isDisposed) {
    return true;
  }
  try {
    const models = await readSessions(session.sessionManager.serverSettings);
    const mine = models.find(model => model.kernel?.id === kernel.id);
    return (mine?.kernel.connections ?? 1) < 2;
  } catch {
    // The server is away: there is nothing to end, and nothing to harm.
    return true;
  }
}

/**
 * Let a notebook's kernel end with it, when it is closed next, or leave the kernel to the other pages that use it.
 *
 * @param {object} session JupyterLab's session context
 * @param {boolean} alone whether no other page uses the kernel
 */
export function endWithPage(session, alone) {
  session.kernelPreference = { ...session.kernelPreference, shutdownOnDispose: alone };
  if (alone && session.session?.kernel) {
    ending.add(session.session.kernel.id);
  }
}

/**
 * End the kernels of course notebooks that no page is connected to any more.
 *
 * @param {object} manager JupyterLab's document manager
 */
export async function endOrphans(manager) {
  const { sessions, contents } = manager.services;
  const lonely = async () => {
    const models = await readSessions(sessions.serverSettings);
    return models.filter(
      ({ type, kernel }) => type === 'notebook' && kernel?.connections === 0 && !ending.has(kernel.id)
    );
  };
  try {
    const before = new Set((await lonely()).map(model => model.kernel.id));
    if (before.size === 0) {
      return;
    }
    await new Promise(done => setTimeout(done, ORPHAN_AFTER));
    for (const { id, path, kernel } of await lonely()) {
      const file = before.has(kernel.id) && (await contents.get(path, { content: true }));
      // Looked at last of all: the learner may have come to this notebook a moment ago.
      const still = (await lonely()).some(model => model.id === id) && !manager.findWidget(path);
      if (still && file && file.content.metadata.coprod) {
        ending.add(kernel.id);
        await sessions.shutdown(id);
      }
    }
  } catch {
    // The server culls what is left; a page must not fail over it.
  }
}

/** The sessions as the server has them now; JupyterLab's own list does not hold the number of connections. */
async function readSessions(settings) {
  const headers = settings.token ? { Authorization: `token ${settings.token}` } : {};
  const response = await fetch(`${settings.baseUrl}api/sessions`, { headers, cache: 'no-store' });
  return response.ok ? response.json() : [];
}
