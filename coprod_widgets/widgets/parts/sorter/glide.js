// Let what has changed its place glide there from where it was, unless less motion is asked for.

const GLIDE_MS = 260;

/** Whether the learner's computer asks for less motion. */
export function still() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/**
 * Note where elements are; the function that comes back lets those glide that have moved since.
 * @param {HTMLElement[]} elements
 * @returns {() => void}
 */
export function glideFrom(elements) {
  const before = elements.map((element) => element.getBoundingClientRect());
  return () => {
    if (still()) return;
    elements.forEach((element, index) => {
      const [from, to] = [before[index], element.getBoundingClientRect()];
      const [x, y] = [from.left - to.left, from.top - to.top];
      if (!x && !y) return;
      element.animate([{ transform: `translate(${x}px, ${y}px)` }, { transform: "none" }], {
        duration: GLIDE_MS,
        easing: "ease-out",
      });
    });
  };
}
