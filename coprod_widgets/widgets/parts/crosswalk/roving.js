// One place for Tab in a table of controls; the arrow keys, Home and End go from one to the next.

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/**
 * @param {HTMLElement} table
 * @param {HTMLElement[][]} cells the controls, row by row
 * @param {AbortSignal} signal
 */
export function roving(table, cells, signal) {
  const all = cells.flat();
  const make = (current) => all.forEach((one) => one.setAttribute("tabindex", one === current ? "0" : "-1"));
  make(all[0]);
  table.addEventListener("focusin", (event) => all.includes(event.target) && make(event.target), { signal });
  table.addEventListener(
    "keydown",
    (event) => {
      const row = cells.findIndex((line) => line.includes(event.target));
      if (row < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
      const column = cells[row].indexOf(event.target);
      const last = cells[row].length - 1;
      const step = STEPS[event.key];
      const to = step
        ? (cells[row + step[0]] || [])[column + step[1]]
        : { Home: cells[row][0], End: cells[row][last] }[event.key];
      if (!step && !to) return;
      event.preventDefault();
      if (to) to.focus();
    },
    { signal },
  );
}
