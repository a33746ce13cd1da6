// One card as a chip: a button that lies in the pile or in a place, and says where it lies and what came of it.
import { h, tell } from "../page.js";
import { verdictKey } from "./results.js";

/**
 * @param {Object} board see board.js
 * @param {Object} card the case's page view
 */
export function chipOf(board, card) {
  const { item, model, words } = board;
  const title = h("span", { class: "coprod-chip-title" });
  const verdict = h("span", { class: "coprod-chip-verdict" });
  const grip = h("span", { class: "coprod-grip", "aria-hidden": "true", text: "⠿" });
  const button = h("button", { type: "button", class: "coprod-chip", "data-case": card.id }, grip, title, verdict);
  const slot = h("li", {}, button);
  // The card's own place in the pile stays when the card leaves, so that nothing else moves.
  const ghostTitle = h("span", { class: "coprod-chip-title" });
  const ghostGrip = h("span", { class: "coprod-grip", text: "⠿" });
  const ghost = h("span", { class: "coprod-chip coprod-chip-place", "aria-hidden": "true" }, ghostGrip, ghostTitle);
  const home = h("li", { class: "coprod-home" }, ghost);

  /** What a check said of the card where it lies: now, or before it was tried again. */
  function verdictOf(category) {
    if (board.done()) return model.get("result").cases[card.id].verdict;
    const before = model.get("right_before")[card.id];
    return before && before === category ? "right" : "";
  }

  return {
    button,
    grip,
    home,
    /** Lie in a place, or without one in the pile. */
    lie(held) {
      if (held) {
        if (slot.parentElement !== held) held.append(slot);
        if (button.parentElement !== slot) slot.append(button);
      } else if (button.parentElement !== home) {
        home.append(button);
        slot.remove();
      }
      home.classList.toggle("coprod-left", Boolean(held));
    },
    paint(inHand) {
      const category = board.placed(card.id);
      const said = verdictOf(category);
      for (const one of [title, ghostTitle]) tell(one, words.of(card.title));
      tell(verdict, said ? words.say(verdictKey(item, said)) : "");
      button.dataset.verdict = said;
      button.setAttribute("aria-pressed", String(inHand));
      const where = category ? words.say("now-in", { category: board.name(category) }) : words.say("not-placed");
      button.setAttribute("aria-label", [title.textContent, where, verdict.textContent].filter(Boolean).join(", "));
    },
  };
}
