// Dragging with a mouse, a pen or a finger, as an extra on top of the routes that need no drag.
// Nothing happens before the pointer has moved a little; Escape puts everything back.
import { h } from "../page.js";

const START_PX = 6;
/** So near to the edge of what scrolls, it scrolls, and so far at a time. Pixels. */
const EDGE_PX = 70;
const SCROLL_PX = 14;

/** Find what scrolls around an element: the nearest that has more than it shows, else the page. */
function scrollerOf(element) {
  for (let up = element.parentElement; up; up = up.parentElement) {
    if (/(auto|scroll)/.test(getComputedStyle(up).overflowY) && up.scrollHeight > up.clientHeight) return up;
  }
  return document.scrollingElement;
}

/**
 * @param {Object} options
 * @param {HTMLElement} options.handle what is pressed
 * @param {HTMLElement} options.touchHandle the part that a finger may drag by; anywhere else a finger scrolls
 * @param {HTMLElement} options.shown what follows the pointer, as a copy
 * @param {() => HTMLElement[]} options.targets where it may be dropped
 * @param {() => boolean} options.allowed
 * @param {() => void} options.onLift
 * @param {(target: HTMLElement) => void} options.onDrop
 * @param {AbortSignal} options.signal
 */
export function makeDraggable({ handle, touchHandle, shown, targets, allowed, onLift, onDrop, signal }) {
  let drag = null;

  const targetAt = (event) =>
    targets().find((target) => {
      const box = target.getBoundingClientRect();
      return (
        event.clientX >= box.left &&
        event.clientX <= box.right &&
        event.clientY >= box.top &&
        event.clientY <= box.bottom
      );
    });

  function lift(event) {
    onLift();
    const box = shown.getBoundingClientRect();
    drag.ghost = h("div", { class: "coprod-ghost", "aria-hidden": "true", text: shown.textContent });
    drag.ghost.style.width = `${Math.min(box.width, 240)}px`;
    (handle.closest(".coprod-widget") || document.body).append(drag.ghost);
    follow(event);
    scrollAtEdges(scrollerOf(shown), drag);
  }

  /** While a card is held near the top or the bottom, bring what lies beyond into sight. */
  function scrollAtEdges(scroller, held) {
    if (drag !== held) return;
    const box = scroller === document.scrollingElement ? { top: 0, bottom: innerHeight } : scroller.getBoundingClientRect();
    if (held.at > box.bottom - EDGE_PX) scroller.scrollTop += SCROLL_PX;
    else if (held.at < box.top + EDGE_PX) scroller.scrollTop -= SCROLL_PX;
    requestAnimationFrame(() => scrollAtEdges(scroller, held));
  }

  function follow(event) {
    drag.at = event.clientY;
    drag.ghost.style.left = `${event.clientX + 8}px`;
    drag.ghost.style.top = `${event.clientY + 8}px`;
    const over = targetAt(event);
    for (const target of targets()) target.classList.toggle("coprod-over", target === over);
  }

  function end() {
    if (!drag) return;
    if (drag.ghost) drag.ghost.remove();
    for (const target of targets()) target.classList.remove("coprod-over");
    drag.stop.abort();
    drag = null;
  }

  function begin(event) {
    const touch = event.pointerType === "touch";
    if (event.button !== 0 || !allowed() || drag) return;
    if (touch && !touchHandle.contains(event.target)) return;
    const stop = new AbortController();
    drag = { x: event.clientX, y: event.clientY, ghost: null, stop };
    const options = { signal: stop.signal };
    window.addEventListener(
      "pointermove",
      (move) => {
        if (!drag.ghost && Math.hypot(move.clientX - drag.x, move.clientY - drag.y) < START_PX) return;
        move.preventDefault();
        if (drag.ghost) follow(move);
        else lift(move);
      },
      options,
    );
    window.addEventListener(
      "pointerup",
      (up) => {
        const target = drag.ghost && targetAt(up);
        end();
        if (target) onDrop(target);
      },
      options,
    );
    window.addEventListener("pointercancel", end, options);
    window.addEventListener(
      "keydown",
      (key) => {
        if (key.key !== "Escape") return;
        key.stopPropagation();
        end();
      },
      { ...options, capture: true },
    );
  }

  handle.addEventListener("pointerdown", begin, { signal });
  handle.addEventListener("dragstart", (event) => event.preventDefault(), { signal });
  signal.addEventListener("abort", end);
}
