// A list to look things up in: the words of the course, or everything that it cites.
import { frame, h, tell } from "./parts/page.js";

function render({ model, el, signal }) {
  const { kind, entries } = model.get("item");
  const { root, words } = frame({ model, el, signal, interaction: "reference", traits: ["item"], paint: () => paint() });
  const asked = h("span");
  const box = h("input", { type: "search", autocomplete: "off" });
  const found = h("p", { class: "coprod-status", role: "status" });
  const list = h(kind === "glossary" ? "dl" : "ul", { class: "coprod-entries" });
  root.append(h("label", { class: "coprod-find" }, asked, box), found, list);
  const find = kind === "glossary" ? "find-glossary" : "find-sources";
  let shown = [];

  const link = (text, url) => (url ? h("a", { href: url, target: "_blank", rel: "noopener", text }) : h("span", { text }));
  const said = (key, values) => h("p", { class: "coprod-note", text: words.say(key, values) });

  function wordOf(term) {
    const sources = term.sources.map((source) => h("li", {}, link(source.title, source.url)));
    const meaning = h("dd", {}, h("p", { text: words.of(term.meaning) }));
    if (sources.length) meaning.append(said("term-sources"), h("ul", {}, ...sources));
    return [h("dt", { id: `term-${term.id}`, text: term.term }), meaning];
  }

  function sourceOf(source) {
    const line = h("p", {}, h("strong", { text: source.author }), ". ", link(source.title, source.url));
    if (source.year) line.append(` (${source.year})`);
    const more = [
      source.where && said("source-where", { where: source.where }),
      source.checked ? said("source-checked", { date: dated(source.checked) }) : said("source-not-checked"),
      source.note && said("source-note", { note: source.note }),
      said("source-id", { id: source.id }),
    ];
    return [h("li", { id: `source-${source.id}` }, line, ...more.filter(Boolean))];
  }

  /** What an entry says, in small letters: what is looked for is looked for in this. */
  const textOf = (elements) => elements.map((element) => element.textContent).join(" ").toLowerCase();

  function narrow() {
    const wanted = box.value.trim().toLowerCase();
    let count = 0;
    for (const { elements, text } of shown) {
      const here = text.includes(wanted);
      count += here;
      for (const element of elements) element.hidden = !here;
    }
    tell(found, wanted ? words.say("found", { n: count, all: shown.length }) : "");
  }
  box.addEventListener("input", narrow, { signal });

  function paint() {
    tell(asked, words.say(find));
    shown = entries.map((entry) => {
      const elements = kind === "glossary" ? wordOf(entry) : sourceOf(entry);
      return { elements, text: textOf(elements) };
    });
    list.replaceChildren(...shown.flatMap(({ elements }) => elements));
    narrow();
  }
  paint();
  // An address may name one entry; the browser looked for it before it was here.
  requestAnimationFrame(() => {
    const named = document.getElementById(location.hash.slice(1));
    if (named && root.contains(named)) named.scrollIntoView({ block: "start" });
  });
}

/** A day in words: 2026-11-21 becomes 21 November 2026. */
function dated(day) {
  const date = new Date(`${day}T12:00:00Z`);
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(date);
}

export default { render };
