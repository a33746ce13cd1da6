// A plan: one dated action, a second and a third if need be; to print, to save, to copy. Never marked.
import { commit, focusOn, frame, h, route, shownBy, tell } from "./parts/page.js";
import { asker, print, save } from "./parts/paper.js";
import { action } from "./parts/plan/action.js";
import { earlier } from "./parts/plan/earlier.js";

function render({ model, el, signal }) {
  const item = model.get("item");
  const { root, words } = frame({
    model,
    el,
    signal,
    interaction: "plan",
    traits: ["value", "earlier", "_told", "saved"],
    paint: (changed) => paint(changed),
  });
  const prompt = h("p", { class: "coprod-prompt" });
  const before = earlier({ model, words });
  const place = h("div");
  const more = h("button", { type: "button" });
  const note = h("p", { class: "coprod-note" });
  const status = h("p", { class: "coprod-status", role: "status" });
  const copied = h("textarea", { class: "coprod-copied", rows: "8", readonly: true, hidden: true });
  const ask = asker({ model, signal, onFile });
  const buttons = ["print", "markdown", "calendar", "copy"].map((form) => {
    const button = h("button", { type: "button", class: form === "print" ? "coprod-main" : "", "data-form": form });
    button.addEventListener("click", (event) => wants(form, route(event)), { signal });
    return { form, button };
  });
  const actions = h("div", { class: "coprod-actions" }, ...buttons.map(({ button }) => button));
  root.append(prompt, before.root, place, h("div", { class: "coprod-actions" }, more), note, actions, status, copied);

  /** The forms that are there; one comes into being when it is first needed. */
  const forms = [];
  /** How many are in sight. One that is taken away is only put out of sight: its boxes are empty, and wait for another. */
  let count = 1;
  let removed = 0;
  const grow = () => {
    while (forms.length < count) {
      const number = forms.length;
      const form = action({
        item,
        number,
        words,
        signal,
        onAnswer: (...given) => answered(number, ...given),
        onRemove: (via) => remove(number, via),
      });
      forms.push(form);
      place.append(form.root);
    }
  };
  more.addEventListener(
    "click",
    () => {
      count = Math.min(count + 1, item.max_lines);
      paint();
      focusOn(forms[count - 1].heading);
    },
    { signal },
  );

  function answered(number, part, answer, via) {
    const lines = model.get("value").map((line) => ({ ...line }));
    while (lines.length <= number) lines.push({});
    if (answer) lines[number][part] = answer;
    else delete lines[number][part];
    commit(model, { value: trimmed(lines) }, via);
  }

  /** Take an action away: those after it move up, and the plan without it is kept. */
  function remove(number, via) {
    const lines = model.get("value");
    count -= 1;
    for (const form of forms.slice(number)) form.forget();
    if (number < lines.length) {
      removed = number + 1;
      commit(model, { value: trimmed(lines.filter((_, at) => at !== number)) }, via);
    }
    paint();
    tell(status, words.say("plan-removed", { n: number + 1 }));
    focusOn(forms[Math.min(number, count - 1)].heading);
  }

  /** Without actions at the end that say nothing. */
  function trimmed(lines) {
    const full = lines.findLastIndex((line) => Object.keys(line).length > 0);
    return lines.slice(0, full + 1);
  }

  let copying = false;
  function wants(form, via) {
    const lines = model.get("value");
    const has = (part) => lines.some((line) => line[part]);
    copied.hidden = true;
    if (!lines.length) return tell(status, words.say("plan-empty"));
    if (form === "calendar" && !has("by") && !has("back")) return tell(status, words.say("plan-no-day"));
    copying = form === "copy";
    ask({ form: copying ? "markdown" : form, state: shownBy(model, ["value"], via) });
  }

  async function onFile(file) {
    if (file.form === "print") return print(file, signal);
    if (!copying) {
      save(file);
      return tell(status, words.say("file-saved", { name: file.name }));
    }
    try {
      await navigator.clipboard.writeText(file.text);
      tell(status, words.say("copied"));
    } catch {
      tell(status, words.say("not-copied"));
      copied.value = file.text;
      copied.hidden = false;
      copied.focus();
      copied.select();
    }
  }

  /** What to notice waits until one action has words and a day: then the plan is done, as far as the course can say. */
  function tellDone(lines) {
    const done = String(lines.some((line) => line.action && line.by));
    if (item.exercise || root.dataset.checked === done) return;
    root.dataset.checked = done;
    root.dispatchEvent(new CustomEvent("coprod-checked", { bubbles: true }));
  }

  function paint(changed) {
    const lines = model.get("value");
    const said = model.get("_told");
    const disabled = model.get("disabled");
    count = Math.max(count, lines.length);
    grow();
    tellDone(lines);
    tell(prompt, words.of(item.prompt));
    before.root.hidden = item.id === "own-plan" && !model.get("earlier").length;
    before.paint();
    const nothing = said.length > lines.length ? said.at(-1) : [];
    forms.forEach((form, number) => {
      form.root.hidden = number >= count;
      form.paint({ line: lines[number] || {}, said: said[number] || nothing, disabled });
    });
    tell(more, words.say("plan-more"));
    more.hidden = count >= item.max_lines;
    more.disabled = disabled;
    tell(note, item.exercise ? "" : words.say("plan-not-scored"));
    note.hidden = !note.textContent;
    const labels = { print: "plan-print", markdown: "plan-markdown", calendar: "plan-calendar", copy: "plan-copy" };
    for (const { form, button } of buttons) tell(button, words.say(labels[form]));
    copied.setAttribute("aria-label", words.say("plan-copy"));
    if (changed?.has("saved") && !item.exercise) {
      tell(status, removed ? words.say("plan-removed", { n: removed }) : words.say("kept"));
      removed = 0;
    }
  }
  paint();
}

export default { render };
