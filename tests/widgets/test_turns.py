"""Messages of one page that reach the kernel by two threads are taken one after the other."""

import threading

from coprod_widgets import Choice, content
from coprod_widgets.desk import Desk
from coprod_widgets.notebook import Unit


class Slow:
    """Keeps answers; while the first is being kept, the next message comes in by another thread."""

    def __init__(self, send):
        self.kept, self._send, self._other = [], send, None

    def save(self, _widget, _item, response, *, checked, **_how):
        """Keep one answer."""
        if self._other is None:
            done = threading.Event()
            self._other = threading.Thread(target=lambda: (self._send(), done.set()))
            self._other.start()
            # As long as a disk may take: the other message is not let in meanwhile.
            done.wait(0.5)
        self.kept.append((response, checked))

    def catch_up(self, _widget):
        """Nothing has come from elsewhere."""

    def join(self):
        """Wait for the other thread."""
        self._other.join()


def test_a_check_that_comes_by_another_thread_waits_for_the_answer_before_it():
    """First the answer is kept, then its check, and nothing twice: so the result comes back with the page."""
    item = content.load_unit("05").item("living-well-power")
    answer = [item.choices[0].id]
    widget = Choice(item)
    state = {"via": "keyboard", "value": answer}
    widget.keeper = Slow(lambda: widget._on_message(widget, {"kind": "check", "state": state}, []))

    widget.set_state(state)
    widget.keeper.join()

    assert [(answer, False), (answer, True)] == widget.keeper.kept
    assert widget.result["score"]["raw"] == 1


def test_easy_read_reaches_an_activity_that_is_laid_down_at_that_moment(tmp_path):
    """While a page loads, its cells run in one thread and what the learner does comes by another."""
    unit = Unit("04", Desk(tmp_path))
    first, second = unit.activity("sort-clear"), unit.activity("sort-hard")
    reached, laid = threading.Event(), threading.Event()

    def wait(_change):
        reached.set()
        # As long as many widgets may take to hear of it: the next cell is not let in meanwhile.
        laid.wait(0.5)

    second.observe(wait, "easy")
    message = threading.Thread(target=lambda: first.set_state({"easy": True}))
    message.start()
    reached.wait()
    third = unit.check("when-consult")
    laid.set()
    message.join()

    assert "" == first.error
    assert [True] * 3 == [widget.easy for widget in (first, second, third)]
