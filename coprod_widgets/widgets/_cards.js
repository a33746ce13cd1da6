// The card table: a pile of chips, the card in hand to read, and a tray for each category.
// Three of the four routes live here: drag, tap card then tray, and keys on a chip.
import { groupName, h, route } from "./_page.js";
import { makeDraggable } from "./_drag.js";
import { verdictKey } from "./_results.js";
import { storyOf } from "./_story.js";

const GLIDE_MS = 260;
/** What may stand over the top of the page, in pixels: the course's own bar. */
const BAR_PX = 40;

/**
 * @param {Object} board see scenario_sorter.js
 */
export function cardsLayout(board) {
  const { item, model, words, signal } = board;
  let inHand = (item.cases.find(({ id }) => !board.placed(id)) || item.cases[0]).id;

  const pileHeading = h("h3");
  const pile = h("ul", { class: "coprod-pile" });
  const reading = h("div", { class: "coprod-reading" });
  const follows = h("div");
  const said = h("div");
  const next = h("button", { type: "button", class: "coprod-next" });
  const trays = h("div", { class: "coprod-trays" });
  // More than five places side by side would break their names: then they stand in two rows.
  const places = item.categories.length;
  trays.style.setProperty("--coprod-trays", String(places > 5 ? Math.ceil(places / 2) : places));
  const keys = h("details", { class: "coprod-keyboard" }, h("summary"), h("p"));
  const root = h(
    "div",
    { class: "coprod-table" },
    h("section", { class: "coprod-pile-area" }, pileHeading, pile),
    reading,
    trays,
    said,
    follows,
    next,
    keys,
  );

  const trayOf = new Map();
  for (const category of item.categories) {
    const name = h("span", { class: "coprod-tray-name" });
    const line = h("span", { class: "coprod-tray-line", id: groupName(category.id) });
    const put = h("button", { type: "button", class: "coprod-put", "aria-describedby": line.id }, name, line);
    const held = h("ul", { class: "coprod-held" });
    const tray = h("section", { class: "coprod-tray", "data-category": category.id }, put, held);
    put.addEventListener("click", (event) => place(inHand, category.id, route(event)), { signal });
    trays.append(tray);
    trayOf.set(category.id, { category, tray, put, name, line, held });
  }

  const chipOf = new Map();
  const stories = item.cases.map((card, index) => {
    const story = storyOf(board, card, { numbered: true });
    reading.append(story.root);
    follows.append(story.follow);
    const title = h("span", { class: "coprod-chip-title" });
    const verdict = h("span", { class: "coprod-chip-verdict" });
    const grip = h("span", { class: "coprod-grip", "aria-hidden": "true", text: "⠿" });
    const button = h("button", { type: "button", class: "coprod-chip", "data-case": card.id }, grip, title, verdict);
    // The card's own place in the pile stays when the card leaves, so that nothing else moves.
    const ghostTitle = h("span", { class: "coprod-chip-title" });
    const ghostGrip = h("span", { class: "coprod-grip", text: "⠿" });
    const ghost = h("span", { class: "coprod-chip coprod-chip-place", "aria-hidden": "true" }, ghostGrip, ghostTitle);
    const home = h("li", { class: "coprod-home" }, ghost);
    pile.append(home);
    const slot = h("li", {}, button);
    button.addEventListener("click", () => take(card.id), { signal });
    button.addEventListener("keydown", (event) => onKey(event, card.id, index), { signal });
    chipOf.set(card.id, { button, slot, home, ghostTitle, title, verdict });
    const drop = (trayElement) => place(card.id, trayElement ? trayElement.dataset.category : null, "drag");
    const drag = { signal, targets: () => [...trays.children, pile.parentElement], onDrop: drop, allowed };
    makeDraggable({ ...drag, handle: button, touchHandle: grip, shown: button, onLift: () => take(card.id) });
    makeDraggable({ ...drag, handle: story.head, touchHandle: story.grip, shown: button, onLift: () => {} });
    return { card, story };
  });

  function allowed() {
    return !board.done() && !model.get("disabled");
  }

  /** Take a card in hand: it is the one that can be read, and the next tray is for it. */
  function take(caseId) {
    inHand = caseId;
    paint();
  }

  function place(caseId, categoryId, via) {
    if (!allowed()) return;
    const places = glideFrom();
    inHand = caseId;
    board.place(caseId, categoryId, via);
    const ahead = nextOpen(caseId);
    // Whoever points wants the next card; whoever uses keys stays with the card that moved.
    if (via !== "keyboard" && categoryId && ahead && !board.unanswered(caseId).length && !wantsKind(caseId)) {
      inHand = ahead;
    }
    paint();
    glide(places);
    chipOf.get(caseId).button.focus({ preventScroll: true });
    if (inHand !== caseId) showStory();
  }

  /** On a narrow page the next story's beginning may lie above the screen: bring it back. */
  function showStory() {
    const top = reading.getBoundingClientRect().top;
    if (top >= BAR_PX) return;
    reading.scrollIntoView({ block: "start", behavior: still() ? "auto" : "smooth" });
  }

  function wantsKind(caseId) {
    return board.asksOf(caseId).some(({ id, kind }) => kind !== "fact" && !(model.get("answers")[id] || []).length);
  }

  /** The next card that still lies in the pile, after this one and round again. */
  function nextOpen(caseId) {
    const ids = item.cases.map(({ id }) => id);
    const from = ids.indexOf(caseId) + 1;
    return [...ids.slice(from), ...ids.slice(0, from)].find((id) => !board.placed(id) && id !== caseId);
  }

  function onKey(event, caseId, index) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const category = item.categories[Number(event.key) - 1];
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (/^[1-9]$/.test(event.key) && category) place(caseId, category.id, "keyboard");
    else if (event.key === "0" || event.key === "Backspace") place(caseId, null, "keyboard");
    else if (step) {
      const count = item.cases.length;
      const other = item.cases[(index + step + count) % count].id;
      take(other);
      chipOf.get(other).button.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  next.addEventListener(
    "click",
    () => {
      const ahead = nextOpen(inHand);
      if (!ahead) return;
      take(ahead);
      chipOf.get(ahead).button.focus({ preventScroll: true });
      reading.scrollIntoView({ block: "nearest", behavior: still() ? "auto" : "smooth" });
    },
    { signal },
  );

  function glideFrom() {
    return new Map([...chipOf].map(([id, { button }]) => [id, button.getBoundingClientRect()]));
  }

  /** Let every chip that changed its place glide there from where it was. */
  function glide(places) {
    if (still()) return;
    for (const [id, { button }] of chipOf) {
      const [from, to] = [places.get(id), button.getBoundingClientRect()];
      const [x, y] = [from.left - to.left, from.top - to.top];
      if (!x && !y) continue;
      button.animate([{ transform: `translate(${x}px, ${y}px)` }, { transform: "none" }], {
        duration: GLIDE_MS,
        easing: "ease-out",
      });
    }
  }

  function still() {
    return matchMedia("(prefers-reduced-motion: reduce)").matches;
  }

  function paint() {
    if (root.hidden) return;
    const done = board.done();
    const result = model.get("result");
    const left = item.cases.filter(({ id }) => !board.placed(id)).length;
    pileHeading.textContent = left ? words.say("still-to-place", { n: left }) : words.say("all-placed");
    for (const [categoryId, { category, put, name, line }] of trayOf) {
      const position = item.categories.indexOf(category) + 1;
      name.textContent = words.of(category.name);
      line.textContent = words.of(category.line);
      put.disabled = !allowed();
      put.setAttribute(
        "aria-label",
        words.say("put-here", { card: board.title(inHand), category: board.name(categoryId), key: position }),
      );
    }
    const focused = root.contains(document.activeElement) ? document.activeElement : null;
    for (const { card, story } of stories) {
      const { button, slot, home, ghostTitle, title, verdict } = chipOf.get(card.id);
      const category = board.placed(card.id);
      if (category) {
        const { held } = trayOf.get(category);
        if (slot.parentElement !== held) held.append(slot);
        if (button.parentElement !== slot) slot.append(button);
      } else if (button.parentElement !== home) {
        home.append(button);
        slot.remove();
      }
      home.classList.toggle("coprod-left", Boolean(category));
      ghostTitle.textContent = words.of(card.title);
      const held = card.id === inHand;
      const found = done && result.cases[card.id];
      const kept = model.get("right_before")[card.id];
      const said = found ? found.verdict : kept && kept === category ? "right" : "";
      title.textContent = words.of(card.title);
      verdict.textContent = said ? words.say(verdictKey(item, said)) : "";
      button.dataset.verdict = said;
      button.setAttribute("aria-pressed", String(held));
      button.setAttribute(
        "aria-label",
        [title.textContent, category ? words.say("now-in", { category: board.name(category) }) : words.say("not-placed"), verdict.textContent]
          .filter(Boolean)
          .join(", "),
      );
      story.root.classList.toggle("coprod-in-hand", held);
      story.paint();
      story.follow.hidden = story.follow.hidden || !held;
    }
    if (focused && focused !== document.activeElement) focused.focus({ preventScroll: true });
    next.textContent = words.say("next-card");
    next.hidden = done || !board.placed(inHand) || !nextOpen(inHand);
    keys.firstChild.textContent = words.say("keys");
    keys.lastChild.textContent = words.say("keys-help", { n: item.categories.length });
  }

  return {
    root,
    said,
    focus() {
      chipOf.get(inHand).button.focus({ preventScroll: true });
      pileHeading.scrollIntoView({ block: "nearest" });
    },
    paint(changed) {
      // Taken back, tried again or restored: the card in hand should be one that is still open.
      if (changed === "result" && !board.done()) inHand = nextOpen(inHand) || inHand;
      paint();
    },
  };
}
