// One place for cards: its button, which puts the card in hand here, and the cards that lie in it.
import { groupName, h, tell } from "../page.js";

/**
 * @param {Object} board see board.js
 * @param {Object} category the category's page view
 * @param {(event: MouseEvent) => void} onPut
 */
export function trayOf(board, category, onPut) {
  const { item, words, signal } = board;
  const name = h("span", { class: "coprod-tray-name" });
  const line = h("span", { class: "coprod-tray-line", id: groupName(category.id) });
  const put = h("button", { type: "button", class: "coprod-put", "aria-describedby": line.id }, name, line);
  const held = h("ul", { class: "coprod-held" });
  const key = item.categories.indexOf(category) + 1;
  put.addEventListener("click", onPut, { signal });
  return {
    root: h("section", { class: "coprod-tray", "data-category": category.id }, put, held),
    held,
    /**
     * @param {string} card the title of the card in hand
     * @param {boolean} disabled
     */
    paint(card, disabled) {
      tell(name, words.of(category.name));
      tell(line, words.of(category.line));
      put.disabled = disabled;
      put.setAttribute("aria-label", words.say("put-here", { card, category: words.of(category.name), key }));
    },
  };
}
