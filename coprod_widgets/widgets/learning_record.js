// The record of learning: a name if wanted, own words if wanted, then look, print or save.
import { frame, h, tell } from "./parts/page.js";
import { asker, print, save, sheet } from "./parts/paper.js";

function render({ model, el, signal }) {
  const { root, words } = frame({ model, el, signal, interaction: "learnt", traits: [], paint: () => paint() });
  const lead = h("p");
  const name = h("input", { type: "text", maxlength: "200", autocomplete: "off" });
  const nameLabel = h("span", { class: "coprod-prompt" });
  const nameNote = h("span", { class: "coprod-note" });
  const own = h("input", { type: "checkbox" });
  const ownLabel = h("span");
  const ownNote = h("p", { class: "coprod-note" });
  const status = h("p", { class: "coprod-status", role: "status" });
  const place = h("div");
  const ask = asker({ model, signal, onFile });
  const buttons = ["look", "print", "page"].map((form) => {
    const button = h("button", { type: "button", class: form === "look" ? "coprod-main" : "", "data-form": form });
    button.addEventListener("click", () => ask({ form, name: name.value, own_words: own.checked }), { signal });
    return { form, button };
  });
  root.append(
    lead,
    h("p", {}, h("label", {}, nameLabel, nameNote, name)),
    h("div", { class: "coprod-option" }, h("label", {}, own, ownLabel)),
    ownNote,
    h("div", { class: "coprod-actions" }, ...buttons.map(({ button }) => button)),
    status,
    place,
  );

  function onFile(file) {
    if (file.form === "print") return print(file, signal);
    if (file.form === "page") {
      save(file);
      return tell(status, words.say("file-saved", { name: file.name }));
    }
    place.replaceChildren(sheet(file.text, { class: "coprod-sheet", title: words.say("learnt-title") }));
    tell(status, words.say("learnt-here"));
  }

  function paint() {
    tell(lead, words.say("learnt-lead"));
    tell(nameLabel, words.say("learnt-name-label"));
    tell(nameNote, words.say("learnt-name-note"));
    tell(ownLabel, words.say("learnt-own"));
    tell(ownNote, words.say("learnt-own-note"));
    const labels = { look: "learnt-look", print: "learnt-print", page: "learnt-page" };
    for (const { form, button } of buttons) tell(button, words.say(labels[form]));
  }
  paint();
}

export default { render };
