// One moment of a power balance: who decides, as a small beam, a slider and the same positions as radios.
// The beam moves with the hand; what a position means comes with the item. It knows no rule and no key.
import { groupName, h, tell } from "../page.js";

const NOT_SAID = "not said";
/** Keys that answer with the middle where nothing is answered yet: a step away from it would pass the middle by. */
const ANSWERING = [" ", "Enter", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "PageUp", "PageDown"];
const SVG = "http://www.w3.org/2000/svg";
/** The beam, in units of its drawing: from where to where, how high, and how far it tips at most (degrees). */
const BEAM = { from: 12, to: 188, y: 40, tip: 11 };

/**
 * Build the question about one moment.
 * @param {Object} options
 * @param {{id: string, question: Object, prompt: Object}} options.moment
 * @param {Object} options.item the balance's page view
 * @param {Object} options.words from `wordsOf`
 * @param {AbortSignal} options.signal
 * @param {(place: number|string, via: string) => void} options.onAnswer
 */
export function momentQuestion({ moment, item, words, signal, onAnswer }) {
  const legend = h("legend");
  const note = h("p", { class: "coprod-note" });
  const beam = drawBeam();
  const slider = h("input", { type: "range", min: "0", max: "100", step: "25", class: "coprod-slider" });
  const exact = h("p", { class: "coprod-note coprod-exact" });
  const radios = h("div", { class: "coprod-places" });
  const root = h(
    "fieldset",
    { class: "coprod-moment", "data-moment": moment.id },
    legend,
    note,
    beam.root,
    slider,
    radios,
    exact,
  );
  const name = groupName(moment.id);
  const places = [...item.positions.map(({ position, words: said }) => ({ place: position, said })), { place: NOT_SAID, said: item.not_said }];
  const options = places.map(({ place, said }) => {
    const input = h("input", { type: "radio", name, value: String(place) });
    const text = h("span");
    const label = h("label", { class: place === NOT_SAID ? "coprod-not-said" : null }, input, text);
    radios.append(label);
    return { place, said, input, text, label };
  });

  /** What stands here now: a number, "not said", or undefined. */
  let placed;
  /** What was painted last, and whether a mouse or a finger holds the slider: it stays with the hand when other things change. */
  let painted;
  let held = false;
  /** Where the slider stood when it was taken hold of: where it is let go there again, the browser tells of no change. */
  let began = "";
  let via = "tap";
  // On the way down: the slider answers at the key itself.
  root.addEventListener("pointerdown", () => (via = "tap"), { signal, capture: true });
  root.addEventListener("keydown", () => (via = "keyboard"), { signal, capture: true });
  radios.addEventListener(
    "change",
    (event) => {
      const chosen = options.find(({ input }) => input === event.target);
      show(chosen.place);
      onAnswer(chosen.place, via);
    },
    { signal },
  );
  slider.addEventListener("input", () => show(Number(slider.value)), { signal });
  slider.addEventListener("change", () => onAnswer(Number(slider.value), via), { signal });
  const leave = () => {
    show(Number(slider.value));
    onAnswer(Number(slider.value), via);
  };
  slider.addEventListener(
    "pointerdown",
    () => {
      held = true;
      began = slider.value;
    },
    { signal },
  );
  // A slider that nobody has touched stands in the middle; to press it there is an answer, and so is to come back to it.
  slider.addEventListener(
    "pointerup",
    () => {
      const answered = typeof placed === "number" && (placed === painted || slider.value !== began);
      if (!answered && !slider.disabled) leave();
    },
    { signal },
  );
  for (const end of ["pointerup", "pointercancel"]) window.addEventListener(end, () => (held = false), { signal });
  slider.addEventListener(
    "keydown",
    (event) => {
      if (typeof placed === "number" || slider.disabled || !ANSWERING.includes(event.key)) return;
      event.preventDefault();
      leave();
    },
    { signal },
  );

  function show(place) {
    placed = place;
    const answered = typeof place === "number";
    const at = answered ? bandOf(item, place) : undefined;
    if (document.activeElement !== slider || !answered || Number(slider.value) !== at) slider.value = String(answered ? at : 50);
    slider.dataset.answered = String(answered);
    slider.setAttribute("aria-valuetext", placeWords(item, words, place));
    for (const option of options) {
      const chosen = option.place === (answered ? at : place);
      option.input.checked = chosen;
      option.label.dataset.chosen = String(chosen);
    }
    exact.hidden = !answered || place === at;
    tell(exact, exact.hidden ? "" : words.say("placed-at", { n: place, words: placeWords(item, words, place) }));
    beam.show(place);
  }

  return {
    root,
    id: moment.id,
    paint({ place, disabled, level }) {
      beam.level(...level);
      tell(legend, words.of(moment.question));
      tell(note, words.of(moment.prompt));
      slider.setAttribute("aria-label", words.say("slide", { question: words.of(moment.question) }));
      const sides = item.level === "one-person" ? ["side-worker", "side-person"] : ["side-organisation", "side-people"];
      beam.label(words.say("zone-shared"), ...sides.map((side) => words.say(side)));
      for (const { text, said } of options) tell(text, words.of(said));
      root.disabled = disabled;
      if (held && place === painted) return;
      painted = place;
      show(place);
    },
  };
}

/**
 * The named position in whose band a number lies.
 * @param {Object} item
 * @param {number} value 0 to 100
 */
function bandOf(item, value) {
  return Math.max(...item.positions.filter(({ lowest }) => lowest <= value).map(({ position }) => position));
}

/**
 * A place in words.
 * @param {Object} item
 * @param {Object} words
 * @param {number|string|undefined} place
 */
export function placeWords(item, words, place) {
  if (place === undefined) return words.say("not-answered");
  if (place === NOT_SAID) return words.of(item.not_said);
  return words.of(item.positions.find(({ position }) => position === bandOf(item, place)).words);
}

/**
 * How far the beam tips, in degrees: it is level wherever the moment is shared.
 * @param {number} value 0 to 100
 * @param {{from: number, to: number}} level what counts as shared
 */
function tipOf(value, level) {
  if (value < level.from) return -BEAM.tip * ((level.from - value) / level.from);
  if (value >= level.to) return BEAM.tip * ((value - level.to + 4) / (104 - level.to));
  return 0;
}

/** A beam on its support, for eyes alone: the slider and the radios say the same. */
function drawBeam() {
  const along = (value) => BEAM.from + ((BEAM.to - BEAM.from) * value) / 100;
  const level = { from: 0, to: 100 };
  const zone = shape("rect", { class: "coprod-zone", y: BEAM.y - 38, height: 46, rx: 6 });
  const name = shape("text", { class: "coprod-zone-name", y: BEAM.y - 23 });
  const sides = [
    shape("text", { class: "coprod-side", x: 0, y: BEAM.y + 43, "data-side": "organisation" }),
    shape("text", { class: "coprod-side", x: 200, y: BEAM.y + 43, "data-side": "people" }),
  ];
  const support = shape("path", { class: "coprod-support", d: `M100 ${BEAM.y} l11 22 h-22 z` });
  const line = shape("line", { class: "coprod-line", x1: BEAM.from, x2: BEAM.to, y1: BEAM.y, y2: BEAM.y });
  const organisation = shape("rect", { class: "coprod-end", x: BEAM.from - 7, y: BEAM.y - 7, width: 14, height: 14 });
  const people = shape("circle", { class: "coprod-end", cx: BEAM.to, cy: BEAM.y, r: 7.5 });
  const weight = shape("circle", { class: "coprod-weight", cx: 100, cy: BEAM.y - 8, r: 8 });
  const asked = shape("text", { class: "coprod-asked", x: 100, y: BEAM.y + 7 });
  asked.textContent = "?";
  const arm = shape("g", { class: "coprod-arm" }, line, organisation, people, weight);
  const root = shape("svg", { class: "coprod-beam", viewBox: "0 0 200 88", "aria-hidden": "true" }, zone, name, support, arm, asked, ...sides);
  return {
    root,
    label(zoneName, ...sideNames) {
      tell(name, zoneName);
      sides.forEach((side, index) => tell(side, sideNames[index]));
    },
    /** Say what counts as shared: from where up to where. */
    level(from, to) {
      Object.assign(level, { from, to });
      zone.setAttribute("x", String(along(from)));
      zone.setAttribute("width", String(along(to) - along(from)));
      name.setAttribute("x", String(along((from + to) / 2)));
    },
    show(place) {
      const answered = typeof place === "number";
      root.dataset.place = answered ? "placed" : place === NOT_SAID ? NOT_SAID : "open";
      weight.setAttribute("cx", String(along(answered ? place : 50)));
      arm.style.transform = `rotate(${answered ? tipOf(place, level) : 0}deg)`;
    },
  };
}

function shape(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}
