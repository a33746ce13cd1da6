/**
 * The slim bar above a course notebook, and the notice under it when the notebook has not been run.
 *
 * It is drawn from a few facts and calls back when something is pressed; it decides nothing.
 */
import { WORDS } from './words.js';

/** The pages that every page leads to. */
const PAGES = [
  { name: '00-start-here.ipynb', words: WORDS.startPage },
  { name: '91-glossary.ipynb', words: WORDS.glossary },
  { name: '92-sources.ipynb', words: WORDS.sources }
];

/**
 * Make the bar.
 *
 * @param {object} actions `page(name)`, `easy()`, `code()` and `run()`, called when a link or a button is pressed
 * @returns {{node: HTMLElement, paint: (facts: object) => void}} the element, and how to draw it: `address(name)` (the
 *   address of a notebook), `here` (the name of this notebook), `easy` (Easy Read is on),
 *   `code` (the code is shown), `notice` (a sentence or ''),
 *   `refused` (the notebook has not been run)
 */
export function makeBar(actions) {
  const node = document.createElement('div');
  const inner = document.createElement('div');
  inner.className = 'coprod-lab-bar';
  const links = document.createElement('nav');
  links.setAttribute('aria-label', WORDS.bar);
  const pages = PAGES.map(({ name, words }) => {
    const link = document.createElement('a');
    link.textContent = words;
    link.addEventListener('click', event => {
      if (event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
        event.preventDefault();
        actions.page(name);
      }
    });
    return { name, link };
  });
  links.append(...pages.map(({ link }) => link));
  const easy = makeButton(WORDS.easyRead, () => actions.easy());
  easy.classList.add('coprod-lab-easy');
  const code = makeButton('', () => actions.code());
  const buttons = document.createElement('div');
  buttons.className = 'coprod-lab-buttons';
  buttons.append(easy, code);
  const notice = document.createElement('div');
  notice.className = 'coprod-lab-notice';
  const sentence = document.createElement('p');
  sentence.setAttribute('role', 'alert');
  const run = makeButton(WORDS.runAnyway, () => actions.run());
  notice.append(sentence, run);
  inner.append(links, buttons, notice);
  node.append(inner);

  const paint = facts => {
    for (const { name, link } of pages) {
      link.href = facts.address(name);
      if (facts.here === name) {
        link.setAttribute('aria-current', 'page');
      }
    }
    // What must be seen before it is run can't be put away.
    code.hidden = facts.refused;
    easy.hidden = facts.refused;
    easy.setAttribute('aria-pressed', String(facts.easy));
    const name = facts.code ? WORDS.hideCode : WORDS.showCode;
    // A button whose text is replaced between press and release is not clicked.
    if (code.textContent !== name) {
      code.textContent = name;
    }
    code.setAttribute('aria-pressed', String(facts.code));
    notice.hidden = !facts.notice;
    if (sentence.textContent !== facts.notice) {
      sentence.textContent = facts.notice;
    }
    run.hidden = !facts.refused;
  };
  return { node, inner, paint };
}

function makeButton(text, pressed) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'coprod-lab-button';
  button.textContent = text;
  button.addEventListener('click', pressed);
  return button;
}
