"""Messages of one page that reach the kernel by two threads are taken one after the other."""

import threading

from coprod_widgets import Choice, content


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
