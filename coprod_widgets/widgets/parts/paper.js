// Texts that Python made, on their way out of the page: to a printer, to a file, to the clipboard. Nothing is fetched.
import { h } from "./page.js";

/**
 * Ask Python for a text, and be told when it is there; only the page that asked takes it.
 * @param {Object} options
 * @param {Object} options.model answers with one message: {kind: "file", for, form, name, type, text}
 * @param {AbortSignal} options.signal
 * @param {(file: Object) => void} options.onFile
 * @returns {(message: Object) => void} asks
 */
export function asker({ model, signal, onFile }) {
  let asked = "";
  const arrived = (message) => {
    if (message.kind !== "file" || !asked || message.for !== asked) return;
    asked = "";
    onFile(message);
  };
  model.on("msg:custom", arrived);
  signal.addEventListener("abort", () => model.off("msg:custom", arrived));
  return (message) => {
    asked = Math.random().toString(36).slice(2);
    model.send({ kind: "file", for: asked, ...message });
  };
}

/** Give a text to the learner as a file. */
export function save({ name, type, text }) {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = h("a", { href: address, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  // The download has begun by then; the address is only needed to begin it.
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

/**
 * A frame with a whole page in it, in which no script runs.
 * @param {string} text the page, as Python made it
 * @param {Object} [props]
 */
export function sheet(text, props = {}) {
  return h("iframe", { srcdoc: text, sandbox: "allow-same-origin allow-modals", ...props });
}

/** Print a page by itself, without the notebook around it. */
export function print({ text }, signal) {
  const frame = sheet(text, { class: "coprod-paper", "aria-hidden": "true", tabindex: "-1" });
  frame.addEventListener(
    "load",
    () => {
      const before = document.activeElement;
      const done = () => {
        frame.remove();
        // The frame has taken the focus with it.
        if (document.activeElement === document.body) before?.focus({ preventScroll: true });
      };
      // Left in place until the dialog is done with it; where no dialog comes, until the next one is asked for.
      frame.contentWindow.addEventListener("afterprint", done, { signal });
      frame.contentWindow.focus();
      frame.contentWindow.print();
    },
    { signal },
  );
  for (const old of document.querySelectorAll("iframe.coprod-paper")) old.remove();
  document.body.append(frame);
  signal.addEventListener("abort", () => frame.remove());
}
