"""Chromium, its pages, and the clocks that run inside a page. What is measured with them is in `visits.py`."""

import contextlib
import re
import shutil
from collections.abc import Iterator
from typing import Any

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WAIT_MS = 60_000
# The page is left alone for so long between two moves, so that none is measured on top of another.
PAUSE_MS = 150

# Loaded before anything else of a page. `seen` is when each selector first matched something in sight, in milliseconds
# from the start of the navigation. `next` promises the time from the next event of a kind to the painted frame after a
# change that the caller describes.
CLOCK = """
window.bench = {
  seen: {},
  watch(name, selector) {
    const look = () => {
      const found = document.querySelector(selector);
      if (found && found.checkVisibility()) this.seen[name] = performance.now();
      else requestAnimationFrame(look);
    };
    look();
  },
  // Run the one cell of a plain notebook the moment its kernel is ready. JupyterLab says "idle" at first, then what is
  // going on, then "idle" again. From in here, because a key press from outside would come late.
  run() {
    let began = false;
    const observer = new MutationObserver((changes) => {
      for (const { target } of changes) {
        if (!target.matches('.jp-Notebook-ExecutionIndicator')) continue;
        if (target.dataset.status !== 'idle') began = true;
        else if (began) {
          observer.disconnect();
          const cell = document.querySelector('.jp-Notebook .jp-CodeCell');
          cell.focus();
          const keys = { key: 'Enter', code: 'Enter', keyCode: 13, ctrlKey: true };
          cell.dispatchEvent(new KeyboardEvent('keydown', { ...keys, bubbles: true, cancelable: true }));
          return;
        }
      }
    });
    observer.observe(document, { subtree: true, attributes: true, attributeFilter: ['data-status'] });
  },
  painted(done) {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => done(performance.now());
      port2.postMessage(null);
    });
  },
  within(time, what, begin) {
    return new Promise((resolve, reject) => {
      setTimeout(() => reject(new Error(`${what} did not come.`)), time);
      begin(resolve);
    });
  },
  next(type, change) {
    this.times = this.within(WAIT_MS, `What should follow ${type}`, (resolve) => {
      addEventListener(type, (event) => {
        const began = performance.now();
        const hand = event.timeStamp;
        const changed = () => {
          // Style and layout as well: what is left is the screen's, and the same for all.
          document.querySelector(change.picture).getBoundingClientRect();
          const ready = performance.now() - began;
          this.painted((end) => resolve({ ready, frame: end - began, hand: end - hand, began }));
        };
        if (change.load) {
          document.addEventListener('load', changed, { capture: true, once: true });
        } else {
          const observer = new MutationObserver(() => { observer.disconnect(); changed(); });
          observer.observe(document.querySelector(change.within), {
            subtree: true, childList: true, characterData: true, attributes: Boolean(change.attribute),
            ...(change.attribute ? { attributeFilter: [change.attribute] } : {}),
          });
        }
      }, { capture: true, once: true });
    });
    if (change.rests) {
      this.rest = this.within(WAIT_MS, 'The end of the swing', (resolve) => document.querySelector(change.rests)
        .addEventListener('transitionend', () => resolve(performance.now()), { once: true }));
    }
  },
};
"""


@contextlib.contextmanager
def chromium() -> Iterator[Any]:
    """Start a Chromium of this computer's; end it afterwards.

    Raises
    ------
    RuntimeError
        If there is none.
    """
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    path = next((path for path in map(shutil.which, names) if path), None)
    if path is None:
        raise RuntimeError(f"There is no Chromium on this computer. It was looked for as: {', '.join(names)}.")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


@contextlib.contextmanager
def opened(browser: Any, address: str, watched: dict[str, str], run: bool = False) -> Iterator[Any]:
    """Open a page in a browser with an empty cache; close it afterwards.

    Parameters
    ----------
    browser
        A running Chromium.
    address
        Where to go.
    watched
        Selectors by name; ``seen`` tells when each was first in sight.
    run
        Whether to run the page's one cell once its kernel is ready.

    Raises
    ------
    RuntimeError
        If the page asked for something outside this computer.
    """
    outside: list[str] = []

    def look(url: str) -> None:
        if not re.match(r"(https?|wss?)://127\.0\.0\.1[:/]|(data|blob|about):", url):
            outside.append(url)

    context = browser.new_context(viewport={"width": 1200, "height": 800})
    try:
        context.set_default_timeout(WAIT_MS)
        page = context.new_page()
        page.on("request", lambda request: look(request.url))
        page.on("websocket", lambda socket: look(socket.url))
        watches = "".join(f"bench.watch({name!r}, {selector!r});" for name, selector in watched.items())
        watches += "bench.run();" if run else ""
        page.add_init_script(
            CLOCK.replace("WAIT_MS", str(WAIT_MS)) + f"addEventListener('DOMContentLoaded', () => {{{watches}}});"
        )
        page.goto(address, wait_until="commit")
        yield page
        if outside:
            raise RuntimeError(f"A page asked for {outside[0]}, which is not on this computer.")
    finally:
        context.close()


def seen(page: Any, name: str) -> float:
    """Wait until a watched selector is in sight; return when it was, in milliseconds from the start of navigation."""
    from playwright.sync_api import TimeoutError as TooLong

    try:
        return float(page.wait_for_function("name => bench.seen[name]", arg=name).json_value())
    except TooLong:
        raise RuntimeError(f"What is watched as {name!r} did not come in sight within {WAIT_MS // 1000} s.") from None


def pulled(page: Any, slider: Any, times: int, change: dict[str, str], inset: float) -> list[dict[str, float]]:
    """Hold a slider with the mouse, move it to and fro, leave it in the middle; return how long each move took.

    Parameters
    ----------
    page
        The page that the slider is on.
    slider
        What the mouse moves along, from left to right; its middle is where the slider stands now.
    times
        Moves that count, 1 or more; two more warm up.
    change
        What tells that the picture is new: ``{"load": "yes"}`` for an image that loads, or ``within`` and
        ``attribute`` for an element with a changed attribute in it. ``picture`` is the picture itself, ``rests`` an
        element that swings until it rests.
    inset
        Where the slider's scale begins and ends, in pixels from the ends of its box.

    Returns
    -------
    list of dict
        ``ready`` from the event in the page until the new picture stands there, styled and laid out, ``frame`` until
        it is painted, ``hand`` from when the browser received it, and ``rest``, if asked for,
        from the event until the picture rests; all in milliseconds.
    """
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    height = box["y"] + box["height"] / 2
    places = [box["x"] + inset + (box["width"] - 2 * inset) * share for share in (1.0, 0.0)]
    page.mouse.move(box["x"] + box["width"] / 2, height)
    page.mouse.down()
    found = []
    for move in range(times + 2):
        page.wait_for_timeout(PAUSE_MS)
        page.evaluate("change => bench.next('pointermove', change)", change)
        page.mouse.move(places[move % 2], height)
        found.append(page.evaluate("() => bench.times"))
        if "rests" in change:
            found[-1]["rest"] = page.evaluate("() => bench.rest") - found[-1]["began"]
    page.mouse.move(box["x"] + box["width"] / 2, height)
    page.mouse.up()
    return found[2:]


def pressed(page: Any, slider: Any, times: int, within: str) -> list[float]:
    """Move a slider a step down and up again with the arrow keys; return how long Python's reply to each took.

    Parameters
    ----------
    page
        The page that the slider is on.
    slider
        What takes the keys.
    times
        Presses that count, 1 or more; two more warm up.
    within
        The selector of the element whose text tells that Python has replied.

    Returns
    -------
    list of float
        From the key event to the painted frame with the reply, in milliseconds.
    """
    slider.focus()
    found = []
    for press in range(times + 2):
        page.wait_for_timeout(PAUSE_MS)
        page.evaluate("within => bench.next('keydown', { within, picture: within })", within)
        page.keyboard.press(("ArrowLeft", "ArrowRight")[press % 2])
        found.append(page.evaluate("() => bench.times.then(({ frame }) => frame)"))
    return found[2:]
