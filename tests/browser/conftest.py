"""What every browser test starts from: a real `coprod learn`, a real Chromium, and a page that is watched.

Each server has a home folder and a workspace of its own, and is watched for connections that leave this computer.
Each page is watched for errors, dialogs and requests that leave it. This is the one place where browser tests are
skipped: when there is no Chromium. Under CI they fail instead.
"""

import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

# The test files of this folder share modules beside them.
sys.path.insert(0, str(Path(__file__).parent))

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WAIT_SECONDS = 60
# Loaded by every Python that a server starts: it writes down each connection that is not to this computer.
GUARD = """
import ipaddress, os, sys

def _watch(event, arguments):
    if event not in ("socket.connect", "socket.sendto", "socket.getaddrinfo"):
        return
    address = arguments[1] if event != "socket.getaddrinfo" else arguments[:1]
    if not isinstance(address, tuple) or not address[0] or address[0] == "localhost":
        return
    try:
        if ipaddress.ip_address(str(address[0])).is_loopback:
            return
    except ValueError:
        pass
    with open(os.environ["COPROD_TEST_CONNECTIONS"], "a") as file:
        print(event, address, file=file)

sys.addaudithook(_watch)
"""


class Learn:
    """A running `coprod learn`."""

    def __init__(self, folder: Path, workspace: Path | None = None, port: int | None = None) -> None:
        self.home = folder / "home"
        self.workspace = workspace or folder / "workspace"
        self._connections = folder / "connections.txt"
        guard = folder / "guard"
        for made in (self.home, guard):
            made.mkdir(parents=True, exist_ok=True)
        (guard / "sitecustomize.py").write_text(GUARD, "utf-8")
        self.port = port or free_port()
        environment = {
            "HOME": str(self.home),
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(guard),
            "COPROD_TEST_CONNECTIONS": str(self._connections),
        }
        command = [sys.executable, "-m", "coprod_widgets.cli", "learn", "--no-browser"]
        self.process = subprocess.Popen(
            [*command, "--port", str(self.port), "--workspace", str(self.workspace)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=environment,
            cwd=folder,
            start_new_session=True,
        )
        line = self.process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/\S+", line)
        assert found, f"coprod learn printed no address: {line}{self.process.stdout.read()}"
        self.url = found[0]
        self.token = self.url.partition("token=")[2]

    def address(self, path: str) -> str:
        """Give the address of a notebook in the workspace."""
        return f"http://127.0.0.1:{self.port}/doc/tree/{path}?token={self.token}"

    def ask(self, path: str, method: str = "GET") -> Any:
        """Ask the server's interface for programs, for example ``ask("sessions")``."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/api/{path}",
            method=method,
            headers={"Authorization": f"token {self.token}"},
            data=b"{}" if method == "POST" else None,
        )
        with urllib.request.urlopen(request, timeout=WAIT_SECONDS) as response:
            body = response.read()
        return json.loads(body) if body else None

    def kernels(self) -> list[psutil.Process]:
        """List the processes of the kernels that run now."""
        found = []
        for child in psutil.Process(self.process.pid).children(recursive=True):
            # One that is ending, as that of a page which was left, has no command any more.
            with contextlib.suppress(psutil.Error):
                if "ipykernel_launcher" in " ".join(child.cmdline()):
                    found.append(child)
        return found

    def kernel(self, path: str) -> str:
        """Wait until a notebook's kernel has nothing to do and a page listens to it; give the kernel's id."""
        end = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < end:
            for session in self.ask("sessions"):
                kernel = session["kernel"]
                if session["path"] == path and kernel["execution_state"] == "idle" and kernel["connections"]:
                    return kernel["id"]
            time.sleep(0.1)
        raise AssertionError(f"No kernel came up for {path}: {self.ask('sessions')}")

    def put(self, name: str, notebook: dict[str, Any], signed: bool = False) -> Path:
        """Write a notebook into the workspace, and sign it there if asked to."""
        import nbformat
        from nbformat.sign import NotebookNotary

        path = self.workspace / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(notebook, indent=1), "utf-8")
        if signed:
            notary = NotebookNotary(data_dir=str(self.workspace / ".coprod" / "data"))
            notary.sign(nbformat.reads(path.read_text("utf-8"), as_version=4))
            notary.store.close()
        return path

    def forget(self) -> None:
        """End every kernel and drop the learner's answers, so that a test starts from nothing."""
        for kind in ("sessions", "kernels"):
            for one in self.ask(kind):
                try:
                    self.ask(f"{kind}/{one['id']}", "DELETE")
                except urllib.error.HTTPError:
                    # The page of the last test was ending it by itself; whatever else it is, it must be gone.
                    assert one["id"] not in {left["id"] for left in self.ask(kind)}
        (self.workspace / "answers.jsonl").unlink(missing_ok=True)

    def outside(self) -> list[str]:
        """List the connections that were made to other computers, by the server or by a kernel."""
        return self._connections.read_text().splitlines() if self._connections.exists() else []

    def stop(self, how: int = signal.SIGINT) -> int:
        """End the server and give its exit status; nothing that it started is left behind."""
        started = [psutil.Process(self.process.pid)] if self.process.poll() is None else []
        for process in list(started):
            started += process.children(recursive=True)
        if self.process.poll() is None:
            self.process.send_signal(how)
        try:
            return self.process.wait(WAIT_SECONDS)
        finally:
            for process in started:
                with contextlib.suppress(psutil.NoSuchProcess):
                    process.kill()
            self.process.stdout.close()


class Watch:
    """What must not happen on a page, as far as it has happened."""

    def __init__(self) -> None:
        self.errors: list[str] = []
        self.outside: list[str] = []
        self.dialogs: list[str] = []
        self.allowed: list[str] = []

    def on(self, page: Any) -> None:
        """Watch one page."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.errors.append(f"{error.message}\n{error.stack}"))
        page.on("request", lambda request: self._request(request.url))
        page.on("websocket", lambda socket_: self._request(socket_.url))
        page.on("dialog", self._dialog)

    def unexpected(self) -> list[str]:
        """List what went wrong, without what the test has allowed."""
        seen = [*self.errors, *self.outside, *self.dialogs]
        return [text for text in seen if not any(re.search(pattern, text) for pattern in self.allowed)]

    def _console(self, message: Any) -> None:
        if message.type == "error":
            # Of what could not be loaded, Chromium says only that it was not there: which one is in the location.
            self.errors.append(f"{message.text} {message.location.get('url', '')}".strip())

    def _request(self, url: str) -> None:
        if not re.match(r"(https?|wss?)://127\.0\.0\.1[:/]|(data|blob|about):", url):
            self.outside.append(url)

    def _dialog(self, dialog: Any) -> None:
        self.dialogs.append(f"{dialog.type}: {dialog.message}")
        dialog.accept()


def until(page: Any, condition: str, argument: Any = None) -> None:
    """Wait until an asynchronous JavaScript function gives true: Playwright does not wait for promises."""
    page.evaluate(
        f"""async argument => {{
          const condition = {condition};
          while (!(await condition(argument))) {{
            await new Promise(requestAnimationFrame);
          }}
        }}""",
        argument,
    )


def free_port() -> int:
    """Find a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def chromium() -> str | None:
    """Find a Chromium on this computer."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next((path for path in map(shutil.which, names) if path), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder as one that needs a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Start Chromium for the tests of a file; what is driven by an event loop may follow in the next one."""
    path = chromium()
    if path is None:
        reason = "There is no Chromium on this computer, so nothing can be said about the pages."
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=WAIT_SECONDS * 1000)
    with sync_playwright() as playwright:
        chrome = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield chrome
        chrome.close()


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Watch the pages of one test; at its end nothing unexpected may have happened."""
    watch = Watch()
    yield watch
    assert [] == watch.unexpected()


@pytest.fixture
def open_page(browser: Any, watch: Watch) -> Iterator[Callable[..., Any]]:
    """Open pages, each as in a browser of its own: ``open_page(url, width=400, color_scheme="dark")``."""
    contexts = []

    def open_page(url: str | None = None, width: int = 1200, height: int = 800, **options: Any) -> Any:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        context.set_default_timeout(WAIT_SECONDS * 1000)
        contexts.append(context)
        page = context.new_page()
        watch.on(page)
        if url:
            page.goto(url)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_page: Callable[..., Any]) -> Any:
    """Give one empty page, 1200 by 800, in a light theme."""
    return open_page()


@pytest.fixture(scope="module")
def learn_server(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Learn]:
    """Run one `coprod learn` for the tests of a file. Needs the browser, so as not to start in vain."""
    learn = Learn(tmp_path_factory.mktemp("learn"))
    yield learn
    status = learn.stop()
    assert [] == learn.outside()
    assert 0 == status


@pytest.fixture
def learn(learn_server: Learn) -> Learn:
    """Give a running `coprod learn` in which nothing has been opened or answered yet."""
    learn_server.forget()
    return learn_server


@pytest.fixture
def fetched(learn: Learn, tmp_path: Path) -> Learn:
    """Give a running course with the small exercise in its folder of exercises, nothing of it handed in."""
    from fetched_exercise import fetch

    return fetch(learn, tmp_path)


@pytest.fixture
def start_learn(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Learn]]:
    """Start servers that belong to one test alone."""
    started: list[Learn] = []

    def start_learn(**options: Any) -> Learn:
        started.append(Learn(tmp_path / f"learn-{len(started)}", **options))
        return started[-1]

    yield start_learn
    for learn in started:
        learn.stop()
        assert [] == learn.outside()
