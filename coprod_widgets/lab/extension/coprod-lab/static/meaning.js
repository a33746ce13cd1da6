/**
 * The pop-up that says what a word means: one for the page, the browser's own kind, filled by whichever word opens it.
 *
 * The browser does the opening and closing: Escape and a press elsewhere close it, and the focus goes back to the word.
 * It stands outside of the text, so that the text stays the same to the letter. This module must not look for words.
 */
import { choices } from './choices.js';
import { WORDS } from './words.js';

export const TARGET = 'coprod-lab-meaning';
const GAP = 8;

/** The pop-up of a page. */
export class Meaning {
  /** @param {Map<string, object>} terms the glossary, by id */
  constructor(terms) {
    this._terms = terms;
    this._word = null;
    this._stop = null;
    this._node = this._make();
    document.body.append(this._node);
    document.addEventListener('click', event => this._onClick(event), true);
    this._node.addEventListener('toggle', event => (event.newState === 'open' ? this._opened() : this._closed()));
  }

  _make() {
    const node = document.createElement('div');
    node.id = TARGET;
    node.className = TARGET;
    node.setAttribute('popover', 'auto');
    node.setAttribute('role', 'dialog');
    node.setAttribute('aria-labelledby', `${TARGET}-term`);
    node.setAttribute('aria-describedby', `${TARGET}-text`);
    node.setAttribute('data-lm-suppress-shortcuts', 'true');
    // The focus goes in, so that what has opened is read; Escape brings it back.
    node.tabIndex = -1;
    node.autofocus = true;
    const heading = make('p', { id: `${TARGET}-term`, className: `${TARGET}-term` });
    const text = make('p', { id: `${TARGET}-text` });
    const sources = make('div', { className: `${TARGET}-sources` });
    const close = make('button', { type: 'button', className: 'coprod-lab-button', textContent: WORDS.close });
    close.setAttribute('popovertarget', TARGET);
    close.setAttribute('popovertargetaction', 'hide');
    node.append(heading, text, sources, close);
    return node;
  }

  /** Before the browser opens it: fill it. */
  _onClick(event) {
    const word = event.target.closest?.(`[popovertarget="${TARGET}"][data-term]`);
    const term = word && this._terms.get(word.dataset.term);
    if (!term) {
      return;
    }
    if (this._node.matches(':popover-open') && this._word !== word) {
      // Another word has it open: it closes there, and the browser opens it here.
      this._node.hidePopover();
      this._closed();
    }
    this._word = word;
    const [heading, text, sources] = this._node.children;
    heading.textContent = term.term;
    text.textContent = (choices.easy && term.meaning.easy) || term.meaning.text;
    const list = make('ul');
    for (const source of term.sources) {
      const item = make('li');
      item.append(source.url ? make('a', { href: source.url, target: '_blank', rel: 'noopener', textContent: source.title }) : source.title);
      list.append(item);
    }
    const label = make('p', { textContent: choices.easy ? WORDS.meaningFromEasy : WORDS.meaningFrom });
    sources.replaceChildren(...(term.sources.length > 0 ? [label, list] : []));
  }

  _opened() {
    const word = this._word;
    word.setAttribute('aria-expanded', 'true');
    this._stop?.abort();
    this._stop = new AbortController();
    const { signal } = this._stop;
    const place = () => this._place();
    window.addEventListener('scroll', place, { signal, capture: true, passive: true });
    window.addEventListener('resize', place, { signal });
    place();
  }

  _closed() {
    this._stop?.abort();
    this._word?.setAttribute('aria-expanded', 'false');
    this._node.classList.remove(`${TARGET}-placed`);
  }

  /** Put it under the word, or above it where there is no room; always in sight. */
  _place() {
    const node = this._node;
    const word = this._word.getBoundingClientRect();
    if (!this._word.isConnected || word.width === 0) {
      // The word was painted anew, or folded away: there is nothing any more that this belongs to.
      node.hidePopover();
      return;
    }
    const { offsetWidth: width, offsetHeight: height } = node;
    const left = Math.max(GAP, Math.min(word.left, window.innerWidth - width - GAP));
    const below = word.bottom + GAP;
    const above = word.top - height - GAP;
    const top = below + height <= window.innerHeight - GAP ? below : Math.max(GAP, above);
    node.style.left = `${left}px`;
    node.style.top = `${top}px`;
    node.classList.add(`${TARGET}-placed`);
  }
}

function make(tag, properties = {}) {
  return Object.assign(document.createElement(tag), properties);
}
