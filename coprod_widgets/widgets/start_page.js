// The start page's list of units, with where the learner is in each, and what the course has to tell.
import { frame, groupName, h, tell } from "./parts/page.js";

function render({ model, el, signal }) {
  const { root, words } = frame({ model, el, signal, interaction: "start", traits: ["item"], paint: () => paint() });
  const notices = h("div", { role: "status" });
  const heading = h("h2");
  const go = h("p", { class: "coprod-first" });
  const left = h("p", { class: "coprod-left" });
  const list = h("ul");
  const more = h("h3");
  const pages = h("ul", { class: "coprod-pages" });
  root.append(notices, go, heading, left, list, more, pages);

  /** A link to a notebook, which the course opens in place; elsewhere it is an ordinary link. */
  const to = (notebook, attributes, ...children) =>
    h("a", { href: encodeURI(notebook), "data-coprod-open": notebook, ...attributes }, ...children);

  /** The whole row is the link; it is called by its title and how far the learner is, and the rest describes it. */
  function row(notebook, title, status, details, attributes = {}) {
    const id = groupName("row");
    const [name, how, rest] = ["title", "status", "rest"].map((part) => `${id}-${part}`);
    const said = h("span", { class: "coprod-row-rest", id: rest });
    said.append(...details.map((text) => h("span", { class: "coprod-sittings", text })));
    return h(
      "li",
      {},
      to(
        notebook,
        { class: "coprod-row", "aria-labelledby": `${name} ${how}`, "aria-describedby": details.length > 0 && rest },
        h("span", { class: "coprod-row-title", id: name, text: title }),
        h("span", { class: "coprod-row-status", id: how, text: status, ...attributes }),
        ...(details.length ? [said] : []),
      ),
    );
  }

  function unitRow(unit) {
    const title = words.say("unit-row", { unit: unit.unit, title: words.of(unit.title) });
    const sittings = unit.sittings.map((sitting) =>
      [words.of(sitting.title), words.say("minutes", { n: sitting.minutes }), words.say(`status-${sitting.status}`)].join(" · "),
    );
    if (unit.left) sittings.unshift(words.of(unit.left));
    return row(unit.notebook, title, words.say(`status-${unit.status}`), sittings, { "data-status": unit.status });
  }

  function paint() {
    const { units, next, left: time, pages: others, notices: texts } = model.get("item");
    tell(heading, words.say("your-place"));
    tell(left, words.of(time));
    notices.replaceChildren(...texts.map((one) => h("p", { class: "coprod-error", text: words.of(one) })));
    go.hidden = !next;
    if (next) {
      const label = words.say(next.started ? "carry-on" : "begin", { title: words.of(next.title) });
      // The course opens it at the activity to go on with.
      go.replaceChildren(to(next.notebook, { class: "coprod-go", "data-coprod-item": next.item }, label));
    }
    list.replaceChildren(...units.map(unitRow));
    tell(more, words.say("your-answers"));
    pages.replaceChildren(...others.map((page) => row(page.notebook, words.of(page.title), words.of(page.says), [])));
  }
  paint();
}

export default { render };
