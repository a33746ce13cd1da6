// What is kept, where, and who sees it; a copy of everything; and deleting it, asked twice.
import { letGoAll } from "./parts/holding.js";
import { focusOn, frame, h, tell } from "./parts/page.js";

/** Where the course's own window can hand out a file; elsewhere its name has to do. */
const WINDOW = ".coprod-lab-notebook";

function render({ model, el, signal }) {
  const { root, words } = frame({
    model,
    el,
    signal,
    interaction: "my-answers",
    traits: ["item", "said", "exported", "deleted"],
    paint: (changed) => paint(changed),
  });
  const listen = (button, pressed) => button.addEventListener("click", pressed, { signal });
  const heading = (level) => h(`h${level}`);

  const kept = heading(2);
  const says = h("div");
  const where = h("p");
  const place = h("code");
  const seen = h("p");
  const own = h("p");
  const ownList = h("ul");

  const copy = heading(2);
  const copyAbout = h("p");
  const exportButton = h("button", { type: "button", class: "coprod-main" });
  const download = h("button", { type: "button" });

  const end = heading(2);
  const endAbout = h("p");
  const open = h("button", { type: "button", "aria-expanded": "false" });
  const sure = heading(3);
  const goes = h("p");
  const stays = h("p");
  const staysList = h("ul");
  const first = h("p");
  const keep = h("button", { type: "button" });
  const asked = h("span", { class: "coprod-prompt" });
  const box = h("input", { type: "text", autocomplete: "off", autocapitalize: "none", spellcheck: "false" });
  const forget = h("button", { type: "button", class: "coprod-forget" });
  const confirm = h("div", { class: "coprod-confirm" }, h("label", {}, asked, box), forget);
  const section = h("section", { class: "coprod-ending", hidden: true }, sure, goes, stays, staysList, first);
  section.append(h("div", { class: "coprod-actions" }, keep), confirm);
  const copied = h("p", { class: "coprod-status coprod-copied", role: "status" });
  const ended = h("p", { class: "coprod-status coprod-ended", role: "status" });

  where.append(h("span"), " ", place);
  root.append(kept, says, where, seen, own, ownList, copy, copyAbout);
  root.append(h("div", { class: "coprod-actions" }, exportButton, download), copied);
  root.append(end, endAbout, open, section, ended);

  listen(exportButton, () => model.send({ kind: "export" }));
  listen(download, () => {
    const detail = { name: model.get("exported") };
    root.dispatchEvent(new CustomEvent("coprod-download", { bubbles: true, detail }));
  });
  const unfold = (shown) => {
    section.hidden = !shown;
    box.value = "";
    open.setAttribute("aria-expanded", String(shown));
  };
  listen(open, () => {
    unfold(section.hidden);
    if (!section.hidden) focusOn(sure);
  });
  listen(keep, () => {
    unfold(false);
    open.focus();
  });
  // Enter in the box does nothing: what can't be undone is pressed, elsewhere than what was pressed before.
  listen(forget, () => model.send({ kind: "forget", word: box.value }));

  function paint(changed) {
    const { folder, says: texts, own: files, exports, any } = model.get("item");
    const listed = (list, names) => list.replaceChildren(...names.map((name) => h("li", {}, h("code", { text: name }))));
    tell(kept, words.say("answers-what"));
    says.replaceChildren(...texts.map((one) => h("p", { text: words.of(one) })));
    tell(where.firstChild, words.say("answers-where"));
    tell(place, folder);
    tell(seen, words.say("answers-seen"));
    tell(own, words.say(files.length ? "answers-own" : "answers-own-none"));
    listed(ownList, files);
    tell(copy, words.say("export-heading"));
    tell(copyAbout, words.say("export-says"));
    tell(exportButton, words.say("export-button"));
    tell(download, words.say("export-download", { name: model.get("exported") }));
    download.hidden = !model.get("exported") || !root.closest(WINDOW);
    tell(end, words.say("forget-heading"));
    tell(endAbout, words.say(any ? "forget-says" : "forget-nothing"));
    tell(open, words.say("forget-button"));
    open.hidden = !any;
    tell(sure, words.say("forget-sure"));
    tell(goes, words.say("forget-goes"));
    tell(stays, words.say(files.length || exports.length ? "forget-stays" : "forget-stays-none"));
    listed(staysList, [...files, ...exports]);
    tell(first, words.say("forget-first"));
    tell(keep, words.say("forget-keep"));
    tell(asked, words.say("forget-type", { word: words.say("forget-word") }));
    tell(forget, words.say("forget-now"));
    const said = model.get("said");
    tell(copied, said.about === "export" ? words.of(said) : "");
    tell(ended, said.about === "forget" ? words.of(said) : "");
    if (changed?.has("deleted")) {
      letGoAll(model);
      unfold(false);
      focusOn(ended);
    }
  }
  paint();
}

export default { render };
