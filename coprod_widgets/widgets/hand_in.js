// Handing in: what is answered and what is not, a name or number once, one button, and the receipt to read.
import { held } from "./parts/holding.js";
import { focusOn, frame, groupName, h, switchOff, tell } from "./parts/page.js";

/** Where the course's own window can hand out a file; elsewhere its name and its folder have to do. */
const WINDOW = ".coprod-lab-notebook";
/** How long an answer that was given a moment ago may take to be kept, before that is spoken of. Milliseconds. */
const KEPT_WITHIN_MS = 10000;
const LOOK_EVERY_MS = 100;

function render({ model, el, signal }) {
  const { root, words } = frame({
    model,
    el,
    signal,
    interaction: "hand-in",
    traits: ["item", "said", "pressed"],
    paint: (changed) => paint(changed),
  });
  const listen = (button, pressed) => button.addEventListener("click", pressed, { signal });

  const heading = h("h3");
  const go = h("p", { class: "coprod-note" });
  const list = h("ol");
  const says = h("p", { class: "coprod-prompt coprod-left" });
  const closed = h("p", { class: "coprod-prompt" });
  const account = h("p");
  const as = h("p", { class: "coprod-as" });
  const change = h("button", { type: "button" });
  const known = h("div", { class: "coprod-known" }, as, change);
  const [aboutId, problemId] = ["about", "problem"].map(groupName);
  const label = h("span", { class: "coprod-prompt" });
  const about = h("span", { class: "coprod-note", id: aboutId });
  const box = h("input", { type: "text", autocomplete: "off", autocapitalize: "none", spellcheck: "false", maxlength: "200" });
  box.setAttribute("aria-describedby", `${aboutId} ${problemId}`);
  const problem = h("p", { class: "coprod-error", id: problemId, role: "alert", hidden: true });
  const asked = h("div", { class: "coprod-who" }, h("label", {}, label, about, box), problem);
  const button = h("button", { type: "button", class: "coprod-main" });
  const status = h("p", { class: "coprod-status", role: "status" });
  const sent = h("p");
  const place = h("p");
  const folder = h("code");
  place.append(folder);
  const download = h("button", { type: "button" });
  const receiptHeading = h("h4");
  const receipt = h("p", { class: "coprod-receipt" });
  const result = h("section", { class: "coprod-handed", hidden: true }, sent, place, download, receiptHeading, receipt);
  const beforeHeading = h("h3");
  const since = h("p");
  const before = h("ul", { class: "coprod-before" });

  root.append(heading, go, list, says, closed, account, known, asked);
  root.append(h("div", { class: "coprod-actions" }, button), status, result, beforeHeading, since, before);

  /** Whether the box is open although a name is known; whether what is held was spoken of; whether an answer is awaited. */
  let changing = false;
  let warned = false;
  let busy = false;
  /** The file whose receipt is open: the newest of this sitting. */
  let open = "";

  const rows = new Map();

  /** A question's row: its title goes there, and how far it is stands beside it. */
  function row(one) {
    if (!rows.has(one.id)) {
      const stateId = groupName("state");
      const title = h("button", { type: "button", class: "coprod-to", "aria-describedby": stateId });
      const state = h("span", { class: "coprod-state", id: stateId });
      listen(title, () => goTo(one.item));
      rows.set(one.id, { title, state, item: h("li", {}, title, " ", state) });
      list.append(rows.get(one.id).item);
    }
    return rows.get(one.id);
  }

  function goTo(item) {
    const page = root.closest(".jp-NotebookPanel") ?? document;
    const found = [...page.querySelectorAll(".coprod-widget")].find((one) => one.dataset.item === item);
    if (!found) return;
    found.setAttribute("tabindex", "-1");
    found.focus({ preventScroll: true });
    found.scrollIntoView({ block: "start" });
  }

  /** Whether something that was given in this exercise is still only in this browser. */
  const isHeld = () => {
    const name = model.get("_place");
    return Boolean(name) && held(`coprod-held:${name}/`).length > 0;
  };

  listen(change, () => {
    changing = true;
    box.value = model.get("item").student;
    paint();
    box.focus();
  });
  listen(button, press);
  box.addEventListener("keydown", (event) => event.key === "Enter" && press(), { signal });

  function press() {
    if (busy || model.get("item").closed) return;
    busy = true;
    switchOff(button, true);
    tell(status, words.say("hand-in-moment"));
    const until = Date.now() + (warned ? 0 : KEPT_WITHIN_MS);
    const send = () => {
      if (signal.aborted) return;
      if (isHeld() && Date.now() < until) {
        setTimeout(send, LOOK_EVERY_MS);
      } else if (isHeld() && !warned) {
        warned = true;
        settle();
        tell(status, words.say("hand-in-held"));
        focusOn(status);
      } else {
        warned = false;
        model.send({ kind: "hand-in", student: typed() });
      }
    };
    send();
  }

  const typed = () => (asked.hidden ? model.get("item").student : box.value);

  function settle() {
    busy = false;
    switchOff(button, false);
  }

  function handOut(file) {
    root.dispatchEvent(new CustomEvent("coprod-download", { bubbles: true, detail: { name: file } }));
  }

  const listed = new Map();

  /** Something that was handed in, with its receipt to fold out. */
  function earlier(one) {
    if (!listed.has(one.name)) {
      const when = h("span");
      const save = h("button", { type: "button" });
      const summary = h("summary");
      const text = h("p", { class: "coprod-receipt" });
      listen(save, () => handOut(one.file));
      const item = h("li", {}, when, h("details", {}, summary, text, save));
      listed.set(one.name, { when, save, summary, text, item });
    }
    const { when, save, summary, text, item } = listed.get(one.name);
    tell(when, words.of(one.when));
    tell(summary, one.name);
    tell(text, words.of(one.receipt));
    tell(save, words.say("hand-in-download", { name: one.name }));
    save.hidden = !root.closest(WINDOW);
    return item;
  }

  function paintResult() {
    const { before: all, account: taken, folder: where } = model.get("item");
    const one = all.find(({ name }) => name === open);
    result.hidden = !one;
    if (!one) return;
    tell(sent, words.say(taken ? "hand-in-keep" : "hand-in-send"));
    tell(folder, where);
    tell(download, words.say("hand-in-download", { name: one.name }));
    download.hidden = !root.closest(WINDOW);
    tell(receiptHeading, words.say("hand-in-receipt"));
    tell(receipt, words.of(one.receipt));
  }
  listen(download, () => {
    const one = model.get("item").before.find(({ name }) => name === open);
    if (one) handOut(one.file);
  });

  function paint(changed) {
    const item = model.get("item");
    const said = model.get("said");
    if (changed?.has("pressed")) {
      settle();
      open = ["done", "same"].includes(said.about) ? said.name : open;
      if (open === said.name) changing = false;
    }
    tell(heading, words.say("hand-in-list"));
    tell(go, words.say("hand-in-go"));
    for (const one of item.questions) {
      const { title, state } = row(one);
      tell(title, words.of(one.title));
      tell(state, words.of(one.says));
      state.dataset.state = one.state;
    }
    tell(says, words.of(item.says));
    tell(closed, words.of(item.closed));
    closed.hidden = !item.closed;
    tell(account, words.of(item.account));
    account.hidden = !item.account;
    const asks = !item.account && !item.closed && (!item.student || changing);
    asked.hidden = !asks;
    known.hidden = asks || Boolean(item.account) || Boolean(item.closed);
    tell(as, words.say("hand-in-as", { student: item.student }));
    tell(change, words.say("hand-in-change"));
    tell(label, words.say("hand-in-id"));
    tell(about, words.say("hand-in-id-about"));
    tell(button, words.say("hand-in-button"));
    button.hidden = Boolean(item.closed);
    const wrong = said.about === "id";
    tell(problem, wrong ? words.of(said) : "");
    problem.hidden = !wrong;
    box.setAttribute("aria-invalid", String(wrong));
    if (!busy && !warned) tell(status, said.about && !wrong ? words.of(said) : "");
    paintResult();
    const all = item.before;
    tell(beforeHeading, words.say("hand-in-before"));
    tell(since, words.of(item.since));
    beforeHeading.hidden = since.hidden = before.hidden = !all.length;
    const items = all.map(earlier);
    if (items.length !== before.children.length || items.some((one, n) => one !== before.children[n])) {
      before.replaceChildren(...items);
    }
    if (changed?.has("pressed")) (wrong ? () => box.focus() : () => focusOn(status))();
  }
  paint();
}

export default { render };
