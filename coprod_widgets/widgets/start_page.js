// The start page's list of units, with where the learner is in each, and what the course has to tell.
import { frame, groupName, h, tell } from "./parts/page.js";

function render({ model, el, signal }) {
  const { root, words } = frame({ model, el, signal, interaction: "start", traits: ["item"], paint: () => paint() });
  const notices = h("div", { role: "status" });
  const heading = h("h2");
  const goLink = h("a", { class: "coprod-go" });
  const go = h("p", { class: "coprod-first" }, goLink);
  const left = h("p", { class: "coprod-left" });
  const list = h("ul");
  const given = h("h3");
  const exercises = h("ul", { class: "coprod-pages" });
  const more = h("h3");
  const pages = h("ul", { class: "coprod-pages" });
  root.append(notices, go, heading, left, list, given, exercises, more, pages);

  /** Make a link lead to a notebook, which the course opens in place; elsewhere it is an ordinary link. */
  function lead(link, notebook) {
    link.setAttribute("href", encodeURI(notebook));
    link.dataset.coprodOpen = notebook;
    return link;
  }

  /** Put elements in their place; those that are there already are left alone: a link that is replaced is not clicked. */
  function place(parent, children) {
    const same = parent.children.length === children.length && children.every((one, n) => one === parent.children[n]);
    if (!same) parent.replaceChildren(...children);
  }

  /** Say texts one below the other; what is said already is left alone. */
  function say(parent, texts, make) {
    if (texts.join("\n") !== Array.from(parent.children, (one) => one.textContent).join("\n")) {
      parent.replaceChildren(...texts.map(make));
    }
  }

  const rows = new Map();

  /** The whole row is the link; it is called by its title and how far the learner is, and the rest describes it. */
  function row(notebook) {
    if (rows.has(notebook)) return rows.get(notebook);
    const [titleId, statusId, restId] = ["title", "status", "rest"].map(groupName);
    const title = h("span", { class: "coprod-row-title", id: titleId });
    const status = h("span", { class: "coprod-row-status", id: statusId });
    const rest = h("span", { class: "coprod-row-rest", id: restId });
    const names = { class: "coprod-row", "aria-labelledby": `${titleId} ${statusId}`, "aria-describedby": restId };
    const made = { title, status, rest, item: h("li", {}, lead(h("a", names, title, status, rest), notebook)) };
    rows.set(notebook, made);
    return made;
  }

  function unitRow(unit) {
    const { title, status, rest, item } = row(unit.notebook);
    tell(title, words.say("unit-row", { unit: unit.unit, title: words.of(unit.title) }));
    tell(status, words.say(`status-${unit.status}`));
    status.dataset.status = unit.status;
    const sittings = unit.sittings.map((sitting) =>
      [words.of(sitting.title), words.say("minutes", { n: sitting.minutes }), words.say(`status-${sitting.status}`)].join(" · "),
    );
    if (unit.left) sittings.unshift(words.of(unit.left));
    say(rest, sittings, (text) => h("span", { class: "coprod-sittings", text }));
    return item;
  }

  function pageRow(page) {
    const { title, status, rest, item } = row(page.notebook);
    tell(title, words.of(page.title));
    tell(status, words.of(page.says));
    // An exercise is as far as a unit can be; a page of one's own is not on the way to anything.
    if (page.status) status.dataset.status = page.status;
    rest.hidden = true;
    return item;
  }

  function paint() {
    const { units, next, left: time, pages: others, exercises: tasks, notices: texts } = model.get("item");
    tell(heading, words.say("your-place"));
    tell(left, words.of(time));
    say(notices, texts.map(words.of), (text) => h("p", { class: "coprod-error", text }));
    go.hidden = !next;
    if (next) {
      lead(goLink, next.notebook);
      // The course opens it at the activity to go on with.
      if (next.item) goLink.dataset.coprodItem = next.item;
      else delete goLink.dataset.coprodItem;
      tell(goLink, words.say(next.started ? "carry-on" : "begin", { title: words.of(next.title) }));
    }
    place(list, units.map(unitRow));
    tell(given, words.say("exercises-heading"));
    given.hidden = exercises.hidden = tasks.length === 0;
    place(exercises, tasks.map(pageRow));
    tell(more, words.say("your-answers"));
    place(pages, others.map(pageRow));
  }
  paint();
}

export default { render };
