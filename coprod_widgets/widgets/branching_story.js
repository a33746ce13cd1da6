// Living through a story. The page knows where the learner is and nothing of what is ahead: every scene comes from Python
// when it is reached. What is picked but not done yet lives here.
import { askToCheck, commit, focusOn, frame, h, route, shownBy, tell } from "./parts/page.js";
import { decidingPart } from "./parts/story/deciding.js";
import { endingPart, pathPart } from "./parts/story/ending.js";
import { metersPart } from "./parts/story/meters.js";
import { toldPart } from "./parts/story/told.js";

function render({ model, el, signal }) {
  const item = model.get("item");
  const { root, words } = frame({
    model,
    el,
    signal,
    interaction: "story",
    traits: ["_scene", "answers", "saved", "picture"],
    paint: (changed) => paint(changed),
    checks: true,
  });
  const board = { model, item, words, signal, onPredict, onPick, onBack };

  const prompt = h("p", { class: "coprod-prompt" });
  const title = h("h3");
  const invented = h("p", { class: "coprod-note" });
  const role = h("p");
  const begin = h("p");
  const people = h("h4");
  const cast = h("ul", { class: "coprod-story-people" });
  const lines = item.people.map((one) => {
    const line = h("span");
    cast.append(h("li", {}, h("strong", { text: one.name }), " ", line));
    return { one, line };
  });
  const who = h("details", { class: "coprod-story-who" });
  const whoTitle = h("summary");
  const start = h("section", { class: "coprod-story-begin" }, title, invented, role, begin);
  const castPlace = h("div", {}, people, cast);
  start.append(castPlace);

  const last = h("details", { class: "coprod-story-last" });
  const lastTitle = h("summary");
  const told = toldPart(board);
  const deciding = decidingPart(board);
  const ending = endingPart(board);
  const status = h("p", { class: "coprod-status", role: "status" });
  // What moved is on the page; for those who only hear it, it is said once, in one go.
  const aloud = h("p", { class: "coprod-story-aloud", "aria-live": "polite" });
  const main = h("button", { type: "button", class: "coprod-main" });
  const back = h("button", { type: "button" });
  const toEnding = h("button", { type: "button", class: "coprod-story-to-ending" });
  const picture = h("button", { type: "button" });
  const compare = h("button", { type: "button" });
  const drawn = h("img", { class: "coprod-picture", hidden: true });
  const path = pathPart(board);
  const meters = metersPart(board);
  const column = h("div", { class: "coprod-story-main" }, prompt, start, told.root, last, deciding.root, ending.root);
  column.append(h("div", { class: "coprod-actions" }, main, back, toEnding), status, aloud, path.root, who);
  column.append(h("div", { class: "coprod-actions" }, picture, compare), drawn);
  last.append(lastTitle);
  who.append(whoTitle);
  root.append(h("div", { class: "coprod-story-board" }, column, meters.root));

  /** What was asked of Python; the focus follows when it answers. */
  let pressed = false;
  let shown = "";

  const phase = () => model.get("_scene").phase;
  const choices = () => model.get("_scene").path.filter(({ choice }) => choice).length;
  const send = (kind, event, more = {}) => {
    pressed = true;
    model.send({ kind, state: shownBy(model, [], route(event)), ...more });
  };

  function onPredict(ask, answer, via) {
    commit(model, { answers: { ...model.get("answers"), [ask]: answer } }, via);
  }

  function onPick() {
    tell(status, "");
  }

  function onBack(place, event) {
    // A choice may be on its way, held back on a busy page: it would arrive after the step back, and undo it.
    if (!pressed) send("back", event, { to: place });
  }

  function onDo(event) {
    const { decision } = model.get("_scene");
    const chosen = deciding.picked();
    if (!chosen) tell(status, words.say("story-choose-first"));
    else if (!(model.get("answers")[decision.predict.id] || []).length) tell(status, words.say("story-predict-first"));
    else {
      pressed = true;
      // As far as Python has it: what it refused is not part of the path.
      commit(model, { value: [...model.get("value").slice(0, choices()), chosen] }, route(event));
    }
  }

  main.addEventListener(
    "click",
    (event) => {
      if (pressed) return;
      if (phase() === "deciding") onDo(event);
      else if (phase() === "told" && model.get("_scene").ends) {
        pressed = true;
        askToCheck(model, ["value"], route(event));
      } else send("go", event);
    },
    { signal },
  );
  back.addEventListener("click", (event) => onBack(choices() - 1, event), { signal });
  toEnding.addEventListener("click", (event) => pressed || send("ending", event), { signal });
  picture.addEventListener("click", () => model.send({ kind: "picture", dark: isDark(root) }), { signal });
  compare.addEventListener("click", () => model.send({ kind: "picture", dark: isDark(root), compare: true }), { signal });

  function paintCast(inStart) {
    tell(people, words.say("story-people"));
    tell(whoTitle, words.say("story-people"));
    for (const { one, line } of lines) tell(line, words.of(one.line));
    people.hidden = !inStart;
    const home = inStart ? castPlace : who;
    if (cast.parentElement !== home) home.append(cast);
    castPlace.hidden = who.hidden = !lines.length;
    if (inStart) who.hidden = true;
  }

  function paintStart() {
    tell(title, words.of(item.title));
    tell(invented, item.invented ? words.say("story-invented") : "");
    invented.hidden = !item.invented;
    tell(role, words.of(item.role));
    role.hidden = !item.role;
    tell(begin, words.of(item.begin));
    begin.hidden = !item.begin;
  }

  function paintActions(scene) {
    const names = { begin: "story-start", told: scene.ends ? "story-to-end" : "story-go", deciding: "story-do" };
    main.hidden = scene.phase === "ended";
    if (!main.hidden) tell(main, words.say(names[scene.phase]));
    tell(back, words.say("story-back"));
    back.hidden = !scene.path.length;
    tell(toEnding, scene.ending ? words.say("story-to-ending", { title: words.of(scene.ending) }) : "");
    toEnding.hidden = !scene.ending;
    tell(picture, words.say("story-picture"));
    picture.hidden = !scene.path.length;
    tell(compare, words.say("story-compare"));
    compare.hidden = !scene.path.length || !scene.other;
    for (const one of [main, back, toEnding, picture, compare]) one.disabled = model.get("disabled");
  }

  function paintPicture() {
    const { address, words: said } = model.get("picture");
    drawn.hidden = !address;
    if (address && drawn.src !== address) {
      drawn.src = address;
      drawn.alt = said;
    }
  }

  function paint(changed) {
    const scene = model.get("_scene");
    const { phase: now } = scene;
    tell(prompt, words.of(item.prompt));
    prompt.hidden = words.of(item.prompt) === words.of(item.title) || now !== "begin";
    start.hidden = now !== "begin";
    paintStart();
    paintCast(now === "begin");
    told.paint(scene.told);
    // At a decision, what happened before it is folded away.
    const folded = now === "deciding" && Boolean(scene.told);
    last.hidden = !folded;
    tell(lastTitle, words.say("story-last"));
    told.heading.hidden = folded;
    if (folded && told.root.parentElement !== last) {
      last.open = false;
      last.append(told.root);
    } else if (!folded && told.root.parentElement === last) last.before(told.root);
    told.root.hidden = !(now === "told" || folded);
    deciding.root.hidden = now !== "deciding";
    deciding.paint(scene.decision);
    ending.root.hidden = now !== "ended";
    const { end } = model.get("result");
    ending.paint(end, scene.before);
    path.paint(scene.path, model.get("disabled"));
    if (now === "ended" && !shown.startsWith("ended")) path.root.open = true;
    meters.paint();
    paintActions(scene);
    paintPicture();
    const where = `${now} ${scene.path.length} ${scene.decision ? scene.decision.id : ""}`;
    if (where !== shown && shown) moveTo(scene);
    shown = where;
    // Last: what is new may come with an error, or with the end of one.
    if (changed?.has("error")) pressed = false;
  }

  /** The learner is somewhere else now: what is new takes the focus when they went there, and what moved is said. */
  function moveTo(scene) {
    const { phase: now } = scene;
    tell(status, "");
    if (shown.startsWith("ended")) path.root.open = false;
    tell(aloud, now === "told" ? scene.told.moved.map((one) => words.of(one.words)).join(". ") : "");
    if (!pressed) return;
    pressed = false;
    focusOn({ begin: title, told: told.heading, deciding: deciding.heading, ended: ending.heading }[now]);
  }

  paint();
}

/** Whether the page is dark where an element stands. */
function isDark(element) {
  return getComputedStyle(element).colorScheme === "dark";
}

export default { render };
