// A sentence about a question of an exercise, where there is nothing to answer.
import { frame, h, tell } from "./parts/page.js";

function render({ model, el, signal }) {
  const { root, words } = frame({ model, el, signal, interaction: "above", traits: ["item"], paint: () => paint() });
  const said = h("p");
  root.append(said);

  function paint() {
    tell(said, words.of(model.get("item").prompt));
  }
  paint();
}

export default { render };
