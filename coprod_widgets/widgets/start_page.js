// The start page's list of units, with where the learner is in each, and what the course has to tell.
import { frame, h, tell } from "./parts/page.js";

function render({ model, el, signal }) {
  const { root, words } = frame({ model, el, signal, interaction: "start", traits: ["item"], paint: () => paint() });
  const notices = h("div", { role: "status" });
  const heading = h("h2");
  const go = h("p", { class: "coprod-first" });
  const list = h("ul");
  root.append(notices, go, heading, list);

  /** A link to a notebook, which the course opens in place; elsewhere it is an ordinary link. */
  const to = (notebook, attributes, ...children) =>
    h("a", { href: encodeURI(notebook), "data-coprod-open": notebook, ...attributes }, ...children);

  function row(unit) {
    const title = words.say("unit-row", { unit: unit.unit, title: words.of(unit.title) });
    const sittings = unit.sittings.map((sitting) =>
      [words.of(sitting.title), words.say("minutes", { n: sitting.minutes }), words.say(`status-${sitting.status}`)].join(" · "),
    );
    return h(
      "li",
      {},
      to(
        unit.notebook,
        { class: "coprod-row" },
        h("span", { class: "coprod-row-title", text: title }),
        h("span", { text: words.say(`status-${unit.status}`) }),
        ...sittings.map((text) => h("span", { class: "coprod-sittings", text })),
      ),
    );
  }

  function paint() {
    const { units, next, notices: texts } = model.get("item");
    tell(heading, words.say("your-place"));
    notices.replaceChildren(...texts.map((one) => h("p", { class: "coprod-error", text: words.of(one) })));
    go.hidden = !next;
    if (next) {
      const label = words.say(next.started ? "carry-on" : "begin", { title: words.of(next.title) });
      // The course opens it at the activity to go on with.
      go.replaceChildren(to(next.notebook, { class: "coprod-go", "data-coprod-item": next.item }, label));
    }
    list.replaceChildren(...units.map(row));
  }
  paint();
}

export default { render };
