// The buttons below a sorting: undo, check, try again, show the readings. What they say stands beside them.
import { askToCheck, h, route, shownBy, switchOff, tell } from "../page.js";

/** Whether the page around is dark, as JupyterLab says it or as the colours are. */
function isDark(element) {
  return getComputedStyle(element).colorScheme.includes("dark");
}

/**
 * @param {Object} board see board.js
 * @param {Object} there where the focus goes once Python has answered and the pressed button is gone
 * @param {() => void} there.results
 * @param {() => void} there.readings
 * @param {() => void} there.cards
 * @param {() => string} shown a sentence on the readings that are shown
 * @param {(text: string) => void} say says a sentence beside the buttons
 */
export function actionsRow(board, there, shown, say) {
  const { item, model, words, signal } = board;
  const undo = h("button", { type: "button" });
  const check = h("button", { type: "button", class: "coprod-main" });
  const retry = h("button", { type: "button" });
  const reveal = h("button", { type: "button" });
  const draw = h("button", { type: "button" });
  let warned = false;
  /** Whether something was written below a result, which is worth a word once it is kept. */
  let wrote = false;
  /** What was pressed and will be gone when Python has answered. */
  let pressed = null;

  const on = (button, act) => button.addEventListener("click", act, { signal });
  on(undo, (event) => {
    if (!board.canUndo()) return;
    board.undo(route(event));
    say(words.say("undone"));
  });
  on(check, (event) => {
    if (pressed) return;
    const open = openThings();
    if (open && !warned) {
      warned = true;
      say(open);
      return;
    }
    warned = false;
    pressed = check;
    askToCheck(model, ["value", "answers", "confidence"], route(event));
  });
  on(retry, (event) => {
    board.forget();
    pressed = retry;
    model.send({ kind: "retry", state: shownBy(model, [], route(event)) });
    // The buttons are far from the cards, and that is where the learner goes on.
    board.say(words.say(isOver() ? "sort-again-said" : "try-again-said"));
  });
  on(reveal, () => {
    pressed = reveal;
    model.send({ kind: "reveal" });
  });

  on(draw, () => model.send({ kind: "picture", dark: isDark(draw) }));

  /** Whether trying again means all cards: after full marks, and where nothing is marked. */
  function isOver() {
    return model.get("result").over;
  }

  /** A sentence on what is still open; empty when nothing is. */
  function openThings() {
    const { cards, facts } = board.open();
    if (!cards && !facts) return "";
    return [
      cards ? words.say("open-cards", { n: cards }) : "",
      facts ? words.say("open-questions", { n: facts }) : "",
      words.say("press-again"),
    ]
      .filter(Boolean)
      .join(" ");
  }

  function paintButtons() {
    const done = board.done();
    const result = model.get("result");
    tell(undo, words.say("undo"));
    undo.hidden = done;
    switchOff(undo, !board.canUndo());
    tell(check, words.say(item.argued ? "show-arguments" : "check-sorting"));
    check.hidden = done || Boolean(item.exercise);
    tell(retry, words.say(done && isOver() ? "sort-again" : "try-again"));
    retry.hidden = !done;
    tell(reveal, words.say("show-readings"));
    reveal.hidden = !done || item.argued || result.score.scaled === 1 || Boolean(result.reveal);
    tell(draw, words.say("show-picture"));
    draw.hidden = !done || item.argued || !(result.score.scaled === 1 || result.reveal) || Boolean(model.get("picture").address);
    for (const button of [check, retry, reveal, draw]) button.disabled = model.get("disabled");
  }

  /** Python has answered: say so, and put the focus where the answer is if it was asked for here. */
  function answered() {
    if (!board.done()) {
      if (pressed) there.cards();
    } else if (model.get("result").reveal) {
      // Said first: the sentence takes room, and what gets the focus should be in sight afterwards.
      say(shown());
      if (pressed) there.readings();
    } else {
      say(words.say("checked"));
      if (pressed) there.results();
    }
    pressed = null;
  }

  return {
    root: h("div", { class: "coprod-actions" }, undo, check, retry, reveal, draw),
    /** To be called last: what the focus goes to must have been drawn. */
    paint(changed) {
      paintButtons();
      if (changed?.has("value")) warned = false;
      if (changed?.has("answers") && board.done()) wrote = true;
      if (changed?.has("saved") && wrote) {
        wrote = false;
        say(words.say("kept"));
      }
      if (changed?.has("result")) answered();
      // What was asked for may not come: then it can be asked for again.
      else if (changed?.has("error")) pressed = null;
    },
  };
}
