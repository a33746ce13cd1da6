// In a trainer's copy: a button below a question, and what Python says that the answers earn, once it is pressed.
import { frame, h, tell } from "./parts/page.js";

function render({ model, el, signal }) {
  const { root, words } = frame({ model, el, signal, interaction: "marks-preview", traits: ["item"], paint: () => paint() });
  const button = h("button", { type: "button" });
  const says = h("p", { class: "coprod-status", role: "status" });
  const follows = h("p", { class: "coprod-note" });
  const rows = h("div", { class: "coprod-reasons" });
  root.append(h("div", { class: "coprod-actions" }, button), says, follows, rows);

  /** Whether this page wants it shown, and what Python said last; nothing of it outlives the page. */
  let open = false;
  let told = null;

  button.addEventListener(
    "click",
    () => {
      open = !open;
      told = null;
      if (open) model.send({ kind: "show" });
      paint();
    },
    { signal },
  );
  const arrived = (message) => {
    if (message.kind !== "marks" || !open) return;
    told = message;
    paint();
  };
  model.on("msg:custom", arrived);
  signal.addEventListener("abort", () => model.off("msg:custom", arrived));

  function paint() {
    const person = model.get("item").by === "person";
    const names = person ? ["preview-scheme", "preview-scheme-hide"] : ["preview-show", "preview-hide"];
    tell(button, words.say(names[Number(open)]));
    button.setAttribute("aria-expanded", String(open));
    // Where Python could say nothing, the sentence about it is above.
    const waits = open && !told && !model.get("error");
    tell(says, told ? words.of(told.says) : waits ? words.say("preview-moment") : "");
    tell(follows, words.say("preview-follows"));
    follows.hidden = person || !told?.rows.length;
    rows.replaceChildren(...(told?.rows ?? []).map((one) => h("p", { text: words.of(one) })));
  }
  paint();
}

export default { render };
