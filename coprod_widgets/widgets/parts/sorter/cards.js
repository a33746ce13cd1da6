// The card table: a pile of chips, the card in hand to read, and a tray for each category.
// Three of the four routes live here: drag, tap card then tray, and keys on a chip.
import { chipOf } from "./chip.js";
import { makeDraggable } from "./drag.js";
import { glideFrom, still } from "./glide.js";
import { h, route, tell } from "../page.js";
import { storyOf } from "./story.js";
import { trayOf } from "./tray.js";

/** What may stand over the top of the page, in pixels: the course's own bar. */
const BAR_PX = 40;
/** So many stories are laid side by side, all open; more are read one at a time. */
const PAIR = 2;

/**
 * @param {Object} board see board.js
 */
export function cardsLayout(board) {
  const { item, model, words, signal } = board;
  const isPair = item.cases.length === PAIR;
  let inHand = (item.cases.find(({ id }) => !board.placed(id)) || item.cases[0]).id;

  const pileHeading = h("h3");
  const pile = h("ul", { class: "coprod-pile" });
  const pileArea = h("section", { class: "coprod-pile-area" }, pileHeading, pile);
  const reading = h("div", { class: isPair ? "coprod-reading coprod-pair" : "coprod-reading" });
  const follows = h("div");
  const said = h("div");
  const next = h("button", { type: "button", class: "coprod-next" });
  const trays = h("div", { class: "coprod-trays" });
  // More than five places side by side would break their names: then they stand in two rows.
  const places = item.categories.length;
  trays.style.setProperty("--coprod-trays", String(places > 5 ? Math.ceil(places / 2) : places));
  const keys = h("details", { class: "coprod-keyboard" }, h("summary"), h("p"));
  const root = h("div", { class: "coprod-table" }, pileArea, reading, trays, said, follows, next, keys);

  const trayOn = new Map();
  for (const category of item.categories) {
    const tray = trayOf(board, category, (event) => place(inHand, category.id, route(event)));
    trays.append(tray.root);
    trayOn.set(category.id, tray);
  }
  const entries = item.cases.map((card, index) => {
    const entry = { card, chip: chipOf(board, card), story: storyOf(board, card, { numbered: true }) };
    pile.append(entry.chip.home);
    reading.append(entry.story.root);
    follows.append(entry.story.follow);
    listen(entry, index);
    return entry;
  });
  const chipAt = (caseId) => entries.find(({ card }) => card.id === caseId).chip.button;

  function listen({ card, chip, story }, index) {
    chip.button.addEventListener("click", () => take(card.id), { signal });
    chip.button.addEventListener("keydown", (event) => onKey(event, card.id, index), { signal });
    // An open story is a card as well: whoever points at it means it.
    if (isPair) story.root.addEventListener("pointerdown", () => take(card.id), { signal });
    const drag = {
      shown: chip.button,
      targets: () => [...trays.children, pileArea],
      allowed,
      onLift: () => take(card.id),
      onDrop: (target) => place(card.id, target.dataset.category || null, "drag"),
      signal,
    };
    makeDraggable({ ...drag, handle: chip.button, touchHandle: chip.grip });
    makeDraggable({ ...drag, handle: story.head, touchHandle: story.grip });
  }

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
    const glide = glideFrom(entries.map(({ chip }) => chip.button));
    inHand = caseId;
    board.place(caseId, categoryId, via);
    const ahead = nextOpen(caseId);
    // Whoever points wants the next card; whoever uses keys stays with the card that moved.
    if (via !== "keyboard" && categoryId && ahead && !isAsking(caseId)) inHand = ahead;
    paint();
    glide();
    chipAt(caseId).focus({ preventScroll: true });
    if (inHand !== caseId && !isPair) showStory();
  }

  /** On a narrow page the next story's beginning may lie above the screen: bring it back. */
  function showStory() {
    if (reading.getBoundingClientRect().top >= BAR_PX) return;
    reading.scrollIntoView({ block: "start", behavior: still() ? "auto" : "smooth" });
  }

  /** Whether a question about a card, as it lies now, is still open. */
  function isAsking(caseId) {
    return board.asksOf(caseId).some(({ id }) => !board.isAnswered(id));
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
      chipAt(other).focus();
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
      chipAt(ahead).focus({ preventScroll: true });
      reading.scrollIntoView({ block: "nearest", behavior: still() ? "auto" : "smooth" });
    },
    { signal },
  );

  function paintEntry({ card, chip, story }) {
    const category = board.placed(card.id);
    const held = card.id === inHand;
    chip.lie(category ? trayOn.get(category).held : null);
    chip.paint(held);
    story.root.classList.toggle("coprod-in-hand", held);
    story.paint();
    story.follow.hidden = story.follow.hidden || !held;
  }

  function paint() {
    if (root.hidden) return;
    const left = board.open().cards;
    tell(pileHeading, left ? words.say("still-to-place", { n: left }) : words.say("all-placed"));
    for (const tray of trayOn.values()) tray.paint(board.title(inHand), !allowed());
    const focused = root.contains(document.activeElement) ? document.activeElement : null;
    entries.forEach(paintEntry);
    if (focused && focused !== document.activeElement) focused.focus({ preventScroll: true });
    tell(next, words.say("next-card"));
    next.hidden = board.done() || !board.placed(inHand) || !nextOpen(inHand);
    tell(keys.firstChild, words.say("keys"));
    tell(keys.lastChild, words.say("keys-help", { n: item.categories.length }));
  }

  return {
    root,
    said,
    focus() {
      chipAt(inHand).focus({ preventScroll: true });
      pileHeading.scrollIntoView({ block: "nearest" });
    },
    paint(changed) {
      // Taken back, tried again or restored: the card in hand should be one that is still open.
      if (changed?.has("result") && !board.done()) inHand = nextOpen(inHand) || inHand;
      paint();
    },
  };
}
