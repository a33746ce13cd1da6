/**
 * Words that explain themselves where they stand: the first time that a section, or a paragraph of an activity, says a
 * word of the glossary, the word becomes a button that opens its meaning.
 *
 * The text of the page stays the same to the letter, so an activity that says a text anew only where it is another
 * leaves the buttons alone; where one does paint a text anew, it is marked anew. Nothing is done before the page is
 * alive. Labels, links, headings, buttons, titles, and what is read out as it changes are left as they are. Without a glossary,
 * as on a server that the course did not start, this module does nothing.
 */
import { TARGET } from './meaning.js';

const TERM = 'coprod-lab-term';
const LEFT_ALONE =
  'a, button, label, legend, summary, select, textarea, code, pre, em, h1, h2, h3, h4, h5, h6, th, ' +
  '[aria-live], [role="status"], [role="alert"], .coprod-reference, [contenteditable="true"]';
/** What counts as one paragraph of an activity. */
const PARAGRAPH = 'p, li, td, dd, blockquote';
const WIDGET = '.coprod-widget';
const WAIT = 1000;

/**
 * Make what finds the words of a glossary in a text.
 *
 * @param {string} option the glossary as the page's settings hold it: JSON, or '' where there is none
 * @returns {{terms: Map<string, object>, find: (text: string) => {at: number, length: number, id: string}[]}|null}
 */
export function readGlossary(option) {
  if (!option) {
    return null;
  }
  const list = JSON.parse(option);
  const forms = new Map(list.flatMap(term => term.forms.map(form => [form.toLowerCase(), { form, id: term.id }])));
  if (forms.size === 0) {
    return null;
  }
  // The longest first, so that “care and support plan” is not taken for “support plan”.
  const longest = Array.from(forms.keys()).sort((a, b) => b.length - a.length);
  const any = longest.map(form => form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ /g, '\\s+')).join('|');
  const words = new RegExp(`(?<![\\p{L}\\p{N}-])(?:${any})(?![\\p{L}\\p{N}]|-[\\p{L}\\p{N}])`, 'giu');
  const find = text =>
    Array.from(text.matchAll(words), match => {
      const said = match[0].replace(/\s+/g, ' ');
      const { form, id } = forms.get(said.toLowerCase());
      // A form with a capital is a name; any other may begin a sentence.
      const fits = form === form.toLowerCase() || form === said;
      return fits ? { at: match.index, length: match[0].length, id } : null;
    }).filter(Boolean);
  return { terms: new Map(list.map(term => [term.id, term])), find };
}

/** The words of one notebook. */
export class Glossary {
  /**
   * @param {object} panel JupyterLab's notebook panel
   * @param {object|null} words from `readGlossary`
   */
  constructor(panel, words) {
    this._panel = panel;
    this._words = words;
    this._watch = null;
    this._due = false;
    this._texts = true;
    this._widgets = new Set();
  }

  /** Begin, once: the page is alive, and nobody waits any more. */
  begin() {
    if (this._watch || !this._words) {
      return;
    }
    this._watch = new MutationObserver(changes => this._note(changes));
    this._watch.observe(this._panel.content.node, { subtree: true, childList: true, characterData: true });
    this._panel.disposed.connect(() => this._watch.disconnect());
    this._panel.content.node.querySelectorAll(WIDGET).forEach(widget => this._widgets.add(widget));
    this._soon();
  }

  /** Note which parts have changed; they are marked when the browser has nothing better to do. */
  _note(changes) {
    for (const { target, addedNodes } of changes) {
      const element = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
      const widget = element?.closest(WIDGET);
      if (widget) {
        this._widgets.add(widget);
      } else if (element?.closest('.jp-RenderedMarkdown') || hasText(addedNodes)) {
        this._texts = true;
      }
      for (const node of widget ? [] : addedNodes) {
        if (node.nodeType === Node.ELEMENT_NODE) {
          node.matches(WIDGET) && this._widgets.add(node);
          node.querySelectorAll(WIDGET).forEach(one => this._widgets.add(one));
        }
      }
    }
    if (this._texts || this._widgets.size > 0) {
      this._soon();
    }
  }

  _soon() {
    if (!this._due) {
      this._due = true;
      const later = window.requestIdleCallback ?? (call => setTimeout(call, 50));
      later(() => this._mark(), { timeout: WAIT });
    }
  }

  _mark() {
    this._due = false;
    if (this._panel.isDisposed) {
      return;
    }
    if (this._texts) {
      this._markTexts();
    }
    for (const widget of this._widgets) {
      const paragraphs = new Map();
      this._markIn(widget, node => {
        const paragraph = node.parentElement.closest(PARAGRAPH);
        if (!paragraph || !widget.contains(paragraph)) {
          return null;
        }
        if (!paragraphs.has(paragraph)) {
          paragraphs.set(paragraph, marked(paragraph));
        }
        return paragraphs.get(paragraph);
      });
    }
    this._texts = false;
    this._widgets.clear();
    // What was done here is no news.
    this._watch.takeRecords();
  }

  /** Mark the text of the notebook, section by section, each reading for itself. */
  _markTexts() {
    const seen = { plain: new Set(), easy: new Set() };
    for (const cell of this._panel.content.widgets) {
      const text = cell.model.type === 'markdown' && cell.node.querySelector('.jp-RenderedMarkdown');
      if (!text) {
        continue;
      }
      const tags = cell.model.getMetadata('tags') ?? [];
      if (tags.includes('sources')) {
        // Names of bodies and of what they wrote.
        continue;
      }
      const reading = tags.includes('easy') ? 'easy' : 'plain';
      if (text.querySelector('h1, h2, h3, h4')) {
        seen[reading] = new Set();
      }
      marked(text).forEach(id => seen[reading].add(id));
      this._markIn(text, () => seen[reading]);
    }
  }

  /**
   * Mark the words in an element.
   *
   * @param {Element} root
   * @param {(node: Text) => Set<string>|null} seenBy the ids that are marked already where a text stands; null leaves
   *   the text alone
   */
  _markIn(root, seenBy) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) {
      nodes.push(walker.currentNode);
    }
    for (const node of nodes) {
      const seen = node.data.trim() && !node.parentElement.closest(LEFT_ALONE) ? seenBy(node) : null;
      if (seen) {
        const found = this._words.find(node.data).filter(({ id }) => !seen.has(id) && seen.add(id));
        // From the last to the first: what stands before stays where it is.
        found.reverse().forEach(({ at, length, id }) => wrap(node, at, length, id));
      }
    }
  }
}

/** The ids of the words that are marked in an element. */
function marked(element) {
  return new Set(Array.from(element.querySelectorAll(`.${TERM}`), button => button.dataset.term));
}

function hasText(nodes) {
  return Array.from(nodes).some(
    node =>
      node.nodeType === Node.ELEMENT_NODE &&
      (node.matches('.jp-RenderedMarkdown') || node.querySelector('.jp-RenderedMarkdown'))
  );
}

/** Put a piece of a text into a button; the text reads as before. */
function wrap(text, at, length, id) {
  const word = text.splitText(at);
  word.splitText(length);
  const button = document.createElement('button');
  button.type = 'button';
  button.className = TERM;
  button.dataset.term = id;
  button.setAttribute('popovertarget', TARGET);
  button.setAttribute('aria-expanded', 'false');
  // JupyterLab must not take the keys that press it.
  button.setAttribute('data-lm-suppress-shortcuts', 'true');
  button.textContent = word.data;
  word.replaceWith(button);
  keepTogether(button);
}

/** Have the signs around a word stay on its line: between a button and a text a line may break. */
function keepTogether(button) {
  const text = button.previousSibling;
  const rest = button.nextSibling;
  const opening = /[(‘“]+$/.exec(text.data)?.[0] ?? '';
  const signs = /^[.,;:!?)’”]+/.exec(rest.data)?.[0] ?? '';
  if ((opening || signs) && !/\s/.test(button.textContent)) {
    const before = text.splitText(text.data.length - opening.length);
    rest.splitText(signs.length);
    const whole = document.createElement('span');
    whole.className = 'coprod-lab-unbroken';
    button.replaceWith(whole);
    whole.append(before, button, rest);
  }
}
