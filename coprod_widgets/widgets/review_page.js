// The head of the review page: what is due today, and the days on which more comes back, for a calendar as well.
import { frame, h, tell } from "./parts/page.js";
import { save } from "./parts/paper.js";

function render({ model, el, signal }) {
  const { root, words } = frame({ model, el, signal, interaction: "review", traits: ["item"], paint: () => paint() });
  const heading = h("h2");
  const today = h("div", { role: "status" });
  const later = h("h3");
  const days = h("ul", { class: "coprod-days" });
  const button = h("button", { type: "button" });
  const note = h("p", { class: "coprod-note" });
  const coming = h("section", {}, later, days, button, note);
  root.append(heading, today, coming);
  button.addEventListener(
    "click",
    () => {
      const { calendar, file } = model.get("item");
      save({ name: file, type: "text/calendar", text: calendar });
    },
    { signal },
  );

  function paint() {
    const { says, days: all } = model.get("item");
    tell(heading, words.say("review-today-heading"));
    const texts = says.map((one) => words.of(one));
    // What stands there already is not read out again.
    if (texts.join("\n") !== Array.from(today.children, (one) => one.textContent).join("\n")) {
      today.replaceChildren(...texts.map((text) => h("p", { text })));
    }
    coming.hidden = !all.length;
    tell(later, words.say("review-days"));
    days.replaceChildren(...all.map((day) => h("li", { text: words.say("review-on", { day: day.on, n: words.of(day.n) }) })));
    tell(button, words.say("review-calendar"));
    tell(note, words.say("review-calendar-note"));
  }
  paint();
}

export default { render };
