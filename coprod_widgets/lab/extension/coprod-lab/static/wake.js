/**
 * Start the kernel of the notebook that is being opened while JupyterLab itself is still loading.
 *
 * JupyterLab asks for a kernel once it has drawn the notebook, and joins a session that is there for it already. Only
 * where the server serves the course alone: elsewhere it is not ours to start anything.
 */
import { notebookOf } from './navigation.js';

/** On the page until its first activities are there: what is out of sight is laid out later. */
const OPENING = 'coprod-lab-opening';

/** Lay out all of the page: what the learner waited for is there. */
export function opened() {
  document.documentElement.classList.remove(OPENING);
}

/** Ask for the session; whatever becomes of it, JupyterLab asks again in its own time. */
export async function wake() {
  const config = JSON.parse(document.getElementById('jupyter-config-data')?.textContent ?? '{}');
  const path = config.coprodLearn === 'true' && notebookOf(window.location.pathname);
  if (!path) {
    return;
  }
  document.documentElement.classList.add(OPENING);
  const session = { path, name: path.split('/').pop(), type: 'notebook', kernel: { name: 'python3' } };
  await fetch(`${config.baseUrl}api/sessions`, {
    method: 'POST',
    headers: { Authorization: `token ${config.token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(session)
  }).catch(() => undefined);
}
