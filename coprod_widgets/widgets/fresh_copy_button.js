// A button for a page that was broken: a fresh copy beside it, with a link to it once it is there.
import { frame, h, tell } from "./parts/page.js";

function render({ model, el, signal }) {
  const { root, words } = frame({ model, el, signal, interaction: "fresh-copy", traits: ["made"], paint: () => paint() });
  const button = h("button", { type: "button" });
  const told = h("p", { class: "coprod-status", role: "status" });
  button.addEventListener("click", () => model.send({ kind: "put" }), { signal });
  root.append(h("div", { class: "coprod-actions" }, button), told);

  function paint() {
    const name = model.get("made");
    tell(button, words.say("play-fresh-button"));
    if (!name) return told.replaceChildren();
    const [before, after] = words.say("play-fresh").split("{name}");
    told.replaceChildren(before, h("a", { href: name, "data-coprod-open": name, text: name }), after);
  }
  paint();
}

export default { render };
