/**
 * Run a course notebook whenever a fresh kernel stands behind it, and say how that kernel is.
 *
 * A kernel process is known by the session id in its messages. A new id means that nothing has been run in it yet:
 * the page was opened or reloaded, or somebody restarted the kernel, or it died and was brought back. So one rule
 * covers them all. This module must not draw anything and must never save.
 */
import { isClosedForm } from './closed-forms.js';

/** Longer than this without a live activity, and the page says that it is slow. Milliseconds. */
const SLOW_AFTER = 15000;
/** A connection that is away for less than this is not worth a word. Milliseconds. */
const LOST_AFTER = 4000;
const ATTEMPTS = 3;
/** How often, and how many times, a kernel that was restarted is asked whether it is there. Milliseconds. */
const ASK_EVERY = 1000;
const ASK_TIMES = 30;

/** A file beside the notebook must not take the place of a Python module, whatever started this kernel. */
const SAFE_PATH = "__import__('sys').path[:] = [p for p in __import__('sys').path if p]";

/**
 * @typedef {'starting'|'slow'|'alive'|'lost'|'away'|'stopped'|'refused'} State
 * What the learner needs to know of the kernel: on its way; on its way for long; running; out of touch for the moment;
 * out of reach with the whole server; gone; not run because the code is not known.
 */

/** Whether a cell shows one of the course's pictures: they take long to draw, and nothing waits for them. */
function isPicture(cell) {
  const source = cell.model.sharedModel.getSource();
  return isClosedForm(source) && source.includes('.figure(');
}

/** Keeps one notebook running. */
export class Runner {
  /**
   * @param {object} panel JupyterLab's notebook panel, its context ready
   * @param {(state: State) => void} onState told of every change of state
   */
  constructor(panel, onState) {
    this._panel = panel;
    this._session = panel.sessionContext;
    this._onState = onState;
    this._seen = new Set();
    this._turn = 0;
    this._allowed = false;
    this._replaced = false;
    this._renewing = false;
    this._timer = 0;
    this._asking = 0;
    this.state = 'starting';
  }

  /** Begin to watch the kernel, and run the notebook in it. */
  start() {
    const session = this._session;
    this._silenceDialogs();
    this._clearOutputs();
    if (!this._isSafe()) {
      this._set('refused');
    } else {
      this._wait(SLOW_AFTER, 'slow');
    }
    session.iopubMessage.connect((_, message) => this._onMessage(message));
    session.statusChanged.connect(() => this._look());
    session.connectionStatusChanged.connect(() => this._look());
    session.kernelChanged.connect(() => this._look());
    session.ready.then(() => this._greet());
  }

  /** Run the notebook although its code is not known: the learner has asked for it. */
  runAnyway() {
    this._allowed = true;
    this._set('starting');
    this._wait(SLOW_AFTER, 'slow');
    this._run();
  }

  /** Get a working kernel, whatever is wrong with the one there is: the learner has asked for it. */
  async startAgain() {
    if (!(await this._renew())) {
      // What is broken is deeper than one kernel; a fresh page has a fresh connection.
      window.location.reload();
    }
  }

  /**
   * Restart the kernel, or get another one.
   *
   * @returns {Promise<boolean>} whether there is one now, or all has been said about there being none
   */
  async _renew() {
    const session = this._session;
    this._set('starting');
    this._wait(SLOW_AFTER, 'slow');
    this._renewing = true;
    try {
      await fetch(`${session.sessionManager.serverSettings.baseUrl}api`, { cache: 'no-store' });
    } catch {
      this._renewing = false;
      this._set('away');
      return true;
    }
    const kernel = session.session?.kernel;
    const name = session.prevKernelName || 'python3';
    try {
      if (!kernel || kernel.isDisposed || kernel.status === 'dead') {
        // The server may have dropped the session already: then there is nothing to end.
        await session.sessionManager.refreshRunning().catch(() => undefined);
        await session.shutdown().catch(() => undefined);
        await session.changeKernel({ name });
        return true;
      }
      if (kernel.connectionStatus === 'connected') {
        await session.restartKernel();
        return true;
      }
      await session.sessionManager.shutdown(session.session.id);
      return false;
    } catch {
      return false;
    } finally {
      this._renewing = false;
      this._look();
    }
  }

  /** Make the kernel say something, so that its process is known. */
  async _greet() {
    const kernel = this._session.session?.kernel;
    if (kernel && !kernel.isDisposed) {
      // Broken off when the connection is renewed; JupyterLab then asks the same by itself.
      await kernel.requestKernelInfo().catch(() => undefined);
    }
  }

  /** Ask until a new process answers: its own first words can be lost while the server connects to it. */
  _greetUntilNew() {
    clearInterval(this._asking);
    let left = ASK_TIMES;
    this._asking = setInterval(() => {
      left -= 1;
      if (left < 0 || this._panel.isDisposed) {
        clearInterval(this._asking);
      } else {
        this._greet();
      }
    }, ASK_EVERY);
  }

  _onMessage(message) {
    const { header, content } = message;
    const isStatus = header.msg_type === 'status';
    if (isStatus && ['restarting', 'autorestarting', 'dead'].includes(content.execution_state)) {
      // The server says this in the kernel's place, with an id of its own.
      return;
    }
    if (!this._seen.has(header.session)) {
      this._seen.add(header.session);
      clearInterval(this._asking);
      this._run();
    } else if (header.msg_type === 'shutdown_reply' && content.restart) {
      this._greetUntilNew();
    }
  }

  async _run() {
    if (!this._allowed && !this._isSafe()) {
      this._clearOutputs();
      this._set('refused');
      return;
    }
    this._turn += 1;
    const turn = this._turn;
    const current = () => turn === this._turn && !this._panel.isDisposed;
    for (let attempt = 0; attempt < ATTEMPTS && current(); attempt += 1) {
      try {
        await this._panel.revealed;
        await this._runCells();
        if (current()) {
          this._set('alive');
        }
        return;
      } catch {
        // The connection was renewed under the run, as it is when a kernel restarts. Ask who is there, and try again.
        await this._greet();
      }
    }
  }

  async _runCells() {
    const kernel = this._session.session?.kernel;
    if (!kernel) {
      throw new Error('There is no kernel.');
    }
    this._set(this.state === 'slow' ? 'slow' : 'starting');
    this._clearOutputs();
    const silently = { code: SAFE_PATH, silent: true, store_history: false };
    const execute = cell => cell.constructor.execute(cell, this._session, { tags: ['raises-exception'] });
    const replies = [kernel.requestExecute(silently).done];
    const code = this._panel.content.widgets.filter(
      cell => cell.model.type === 'code' && cell.model.sharedModel.getSource().trim()
    );
    // One activity that fails must not keep the others from running; and none waits for a picture.
    replies.push(...code.filter(cell => !isPicture(cell)).map(execute));
    Promise.all(code.filter(isPicture).map(execute)).catch(() => undefined);
    await Promise.all(replies);
  }

  _clearOutputs() {
    for (const cell of this._panel.content.model.cells) {
      if (cell.type === 'code' && (cell.outputs.length > 0 || cell.executionCount !== null)) {
        cell.sharedModel.transact(() => cell.clearExecution(), false);
      }
    }
  }

  _isSafe() {
    const code = Array.from(this._panel.content.model.cells).filter(cell => cell.type === 'code');
    return code.every(cell => cell.trusted) || code.every(cell => isClosedForm(cell.sharedModel.getSource()));
  }

  /** Look at the kernel and the connection, and say what they mean to the learner. */
  _look() {
    if (this._panel.isDisposed || this._renewing || this.state === 'refused') {
      return;
    }
    switch (this._session.kernelDisplayStatus) {
      case 'dead':
      case 'terminating':
      case 'disconnected':
        this._fallen();
        break;
      case 'unknown':
        if (!this._session.session?.kernel && this._session.isReady) {
          this._fallen();
        }
        break;
      case 'connecting':
        if (this.state === 'alive') {
          this._wait(LOST_AFTER, 'lost');
        }
        break;
      case 'restarting':
      case 'autorestarting':
        this._greetUntilNew();
        if (this.state !== 'starting') {
          this._set('starting');
          this._wait(SLOW_AFTER, 'slow');
        }
        break;
      case 'idle':
      case 'busy':
        if (this.state === 'lost' || this.state === 'away') {
          this._set('alive');
        } else if (this.state === 'alive') {
          clearTimeout(this._timer);
        }
        break;
      default:
    }
  }

  /** The kernel is gone. One that goes before it was of any use is replaced once, without a word. */
  async _fallen() {
    const early = this.state === 'starting' || this.state === 'slow';
    if (early && !this._replaced) {
      this._replaced = true;
      if (await this._renew()) {
        return;
      }
    }
    this._set('stopped');
  }

  /** After a while without news, say so. */
  _wait(time, state) {
    clearTimeout(this._timer);
    this._timer = setTimeout(() => this._set(state), time);
  }

  _set(state) {
    if (state !== 'starting') {
      clearTimeout(this._timer);
    }
    if (this._panel.isDisposed || state === this.state) {
      return;
    }
    this.state = state;
    if (state === 'alive') {
      this._replaced = false;
    }
    this._onState(state);
  }

  /**
   * Keep JupyterLab's own words about a lost kernel from the learner, in this notebook alone: ours stand where the
   * activity is. There is no public way; the browser tests watch these two names.
   */
  _silenceDialogs() {
    this._session.statusChanged.disconnect(this._panel._onSessionStatusChanged, this._panel);
    this._session._displayKernelError = () => Promise.resolve();
  }
}
