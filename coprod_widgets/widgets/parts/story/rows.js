// Plain rows of text, made anew only where they say something else: words in them may be marked by then.
import { h } from "../page.js";

/**
 * @param {Element} list
 * @param {string[]} texts
 * @param {string} [tag]
 */
export function rows(list, texts, tag = "li") {
  const now = [...list.children].map((one) => one.textContent);
  if (now.length === texts.length && now.every((text, index) => text === texts[index])) return;
  list.replaceChildren(...texts.map((text) => h(tag, { text })));
}
