"""A kernel is ready before a page asks for one, and nobody else is given it."""

import asyncio
import contextlib
import re
import signal
import time

import psutil
import pytest
from child_processes import WAIT_SECONDS, Learn
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager

from coprod_widgets.lab.spare_kernel import SpareKernels

OTHER = "00-start-here.ipynb"


@pytest.fixture
def learn(start):
    """A running course, its spare kernel started."""
    server = start(Learn).wait()
    until_kernels(server, 1)
    return server


def kernels(server: Learn) -> dict[str, psutil.Process]:
    """Return the kernels' processes by their ids."""
    found = {}
    for process in server.left():
        if name := re.search(r"kernel-([0-9a-f-]{36})\.json", " ".join(process.cmdline())):
            found[name[1]] = process
    return found


def until_kernels(server: Learn, number: int) -> dict[str, psutil.Process]:
    """Wait until so many kernels run; return their processes by their ids."""
    end = time.monotonic() + WAIT_SECONDS
    while len(found := kernels(server)) != number:
        assert time.monotonic() < end, f"{len(found)} kernels run, not {number}"
    return found


def test_a_page_gets_the_kernel_that_is_ready_and_the_next_one_is_started(learn):
    """What was in no list becomes the page's own; another waits for the next page."""
    [ready] = kernels(learn)
    assert (200, []) == learn.ask("/api/kernels")

    assert ready == learn.start_kernel()
    assert [ready] == [kernel["id"] for kernel in learn.ask("/api/kernels")[1]]
    assert learn.evaluate(ready, "'coprod_widgets.notebook' in sys.modules", "import sys")
    [following] = set(until_kernels(learn, 2)) - {ready}
    assert following == learn.start_kernel(OTHER)


def test_kernels_can_be_listed_while_the_spare_one_starts(start):
    """At no moment does the list fail, and the spare one is in it at none."""
    learn = start(Learn).wait()
    answers = []
    while not kernels(learn):
        answers.append(learn.ask("/api/kernels"))
    answers += [learn.ask("/api/kernels") for _ in range(20)]

    assert [] == [answer for answer in answers if answer != (200, [])]


def test_a_page_waits_for_the_kernel_that_is_on_its_way(start):
    """A page that comes at once is not given a second one."""
    learn = start(Learn).wait()
    first = learn.start_kernel()

    assert 42 == learn.evaluate(first, "6 * 7")
    assert [first] == [kernel["id"] for kernel in learn.ask("/api/kernels")[1]]
    assert 1 <= len(kernels(learn)) <= 2


def test_a_kernel_that_is_ready_stands_where_the_answers_are_kept(learn):
    """The folder of a course notebook is the learner's folder."""
    assert str(learn.workspace) == learn.evaluate(learn.start_kernel(), "os.getcwd()", "import os")


def test_a_notebook_in_a_folder_of_its_own_gets_a_kernel_of_its_own(learn):
    """The one that is ready stands in another folder, and goes on waiting."""
    [ready] = kernels(learn)
    folder = learn.workspace / "mine"
    folder.mkdir()
    (folder / "own.ipynb").write_bytes((learn.workspace / OTHER).read_bytes())

    own = learn.start_kernel("mine/own.ipynb")
    assert own != ready
    assert str(folder) == learn.evaluate(own, "os.getcwd()", "import os")
    assert ready == learn.start_kernel()


def test_a_page_gets_a_kernel_though_the_one_that_was_ready_has_died(learn):
    """Whatever befell it while nobody looked, the learner does not wait for a dead one."""
    [(_, process)] = kernels(learn).items()
    process.send_signal(signal.SIGKILL)
    # The signal is sent at once, and the kernel dead a moment later.
    with contextlib.suppress(psutil.NoSuchProcess):
        while process.status() != psutil.STATUS_ZOMBIE:
            pass

    assert 42 == learn.evaluate(learn.start_kernel(), "6 * 7")


def test_no_kernel_is_started_while_the_server_ends(monkeypatch):
    """The one that was about to come would be left behind, for the others are being ended by then."""
    started = []

    async def start(_kernels, **how):
        started.append(how)

    async def spare_is_due_while_all_end():
        kernels = SpareKernels()
        kernels.prepare()
        await kernels.shutdown_all()
        await kernels._coming

    monkeypatch.setattr(AsyncMappingKernelManager, "start_kernel", start)
    asyncio.run(spare_is_due_while_all_end())

    assert [] == started
