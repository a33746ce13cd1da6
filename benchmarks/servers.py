"""The two servers that are compared: the course's, and a plain JupyterLab. Each has folders of its own.

Must not measure, and must not let either of them ask for anything outside this computer.
"""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from abc import ABC, abstractmethod
from collections import defaultdict
from pathlib import Path
from typing import Any

import psutil

WAIT_SECONDS = 60
TOKEN = "benchmarks"
# What may be installed beside JupyterLab and ipywidgets, and has no place in a plain one.
NOT_PLAIN_SERVER = [
    "notebook",
    "nbgrader.server_extensions.formgrader",
    "nbgrader.server_extensions.validate_assignment",
    "nbgrader.server_extensions.assignment_list",
    "nbgrader.server_extensions.course_list",
]
NOT_PLAIN_PAGE = [
    "@jupyter-notebook/lab-extension",
    "anywidget",
    "coprod-lab",
    "@jupyter/nbgrader",
]


class Server(ABC):
    """A server with a home folder of its own.

    Parameters
    ----------
    folder
        Where everything that the server writes goes.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.workspace = folder / "workspace"
        self.home = folder / "home"
        for made in (self.workspace, self.home):
            made.mkdir(parents=True)
        self.port = _free_port()
        self.token = TOKEN
        self._log = open(folder / "server.log", "wb")
        self.process = subprocess.Popen(
            [sys.executable, "-m", *self._command()],
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=subprocess.STDOUT,
            env={
                "HOME": str(self.home),
                "PATH": os.environ["PATH"],
                "LANG": "C.UTF-8",
                "PYTHONNOUSERSITE": "1",
            }
            | self._environment(),
            cwd=folder,
            start_new_session=True,
        )
        try:
            self._wait()
        except BaseException:
            self.stop()
            raise

    @abstractmethod
    def _command(self) -> list[str]:
        """Return the module that is run, and its arguments."""

    def _environment(self) -> dict[str, str]:
        return {}

    @abstractmethod
    def _ready(self) -> bool:
        """Tell whether the server answers by now."""

    def _wait(self) -> None:
        end = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < end and self.process.poll() is None:
            if self._ready():
                return
            time.sleep(0.05)
        raise RuntimeError(f"{type(self).__name__} did not start. It said: {self._said()}")

    def _said(self) -> str:
        return (self.folder / "server.log").read_text("utf-8", errors="replace")

    def put(self, name: str, notebook: dict[str, Any]) -> None:
        """Write a notebook into the folder that the server shows."""
        (self.workspace / name).write_text(json.dumps(notebook, indent=1), "utf-8")

    def ask(self, path: str, method: str = "GET") -> Any:
        """Ask the server's interface for programs, for example ``ask("sessions")``."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/api/{path}", method=method, headers={"Authorization": f"token {self.token}"}
        )
        with urllib.request.urlopen(request, timeout=WAIT_SECONDS) as response:
            body = response.read()
        return json.loads(body) if body else None

    def rest(self) -> None:
        """Wait until every kernel has nothing to do."""
        end = time.monotonic() + WAIT_SECONDS
        while any(kernel["execution_state"] != "idle" for kernel in self.ask("kernels")):
            if time.monotonic() > end:
                raise RuntimeError(f"A kernel of {type(self).__name__} is busy for ever: {self.ask('kernels')}")
            time.sleep(0.05)

    def forget(self) -> None:
        """End every kernel and drop what pages and learners have left, so that the next page starts from nothing."""
        for session in self.ask("sessions"):
            self.ask(f"sessions/{session['id']}", "DELETE")
        for kernel in self.ask("kernels"):
            self.ask(f"kernels/{kernel['id']}", "DELETE")
        (self.workspace / "answers.jsonl").unlink(missing_ok=True)
        for layout in self.folder.rglob("*.jupyterlab-workspace"):
            layout.unlink()

    def memory(self) -> dict[str, float]:
        """Return what the server and its kernels hold, in MB (a million bytes): ``own`` is USS, ``all`` RSS.

        ``kernel`` is the one that a page has, ``kernels`` it and those that wait for a page.
        """
        [asked] = [kernel["id"] for kernel in self.ask("kernels")]
        found: dict[str, float] = defaultdict(float)
        for name, process in [("server", psutil.Process(self.process.pid)), *self._kernels(asked)]:
            held = process.memory_full_info()
            for whose in {name} - {"spare"} | ({"kernels"} if name != "server" else set()):
                found[f"{whose} own"] += held.uss / 1e6
                found[f"{whose} all"] += held.rss / 1e6
        return dict(found)

    def _kernels(self, *asked: str) -> list[tuple[str, psutil.Process]]:
        """Return the processes of the kernels, each as ``kernel`` (one of these ids) or ``spare``."""
        found = []
        for child in psutil.Process(self.process.pid).children(recursive=True):
            words = " ".join(child.cmdline())
            if "ipykernel_launcher" in words:
                found.append(("kernel" if any(one in words for one in asked) else "spare", child))
        return found

    def stop(self) -> None:
        """End the server and all that it started."""
        started = []
        if self.process.poll() is None:
            server = psutil.Process(self.process.pid)
            started = [server, *server.children(recursive=True)]
            self.process.send_signal(signal.SIGTERM)
            psutil.wait_procs(started, timeout=WAIT_SECONDS / 4)
        for process in started:
            if process.is_running():
                process.kill()
        self.process.wait()
        self._log.close()


class Course(Server):
    """`coprod learn`, as a learner starts it."""

    def _command(self) -> list[str]:
        place = ["--port", str(self.port), "--workspace", str(self.workspace)]
        return ["coprod_widgets.cli", "learn", "--no-browser", *place]

    def _ready(self) -> bool:
        found = re.search(r"http://127\.0\.0\.1:\d+/\S+token=(\w+)", self._said())
        if found:
            self.token = found[1]
        return bool(found)

    def forget(self) -> None:
        """End every kernel, and wait until the next one is ready: its start must not slow what is measured next."""
        super().forget()
        self.settle()

    def settle(self) -> None:
        """Wait until the kernel that waits for the next page is there, and has nothing to do."""
        end = time.monotonic() + WAIT_SECONDS
        worked = -1.0
        while time.monotonic() < end:
            asked = [kernel["id"] for kernel in self.ask("kernels")]
            now = sum(sum(process.cpu_times()[:2]) for name, process in self._kernels(*asked) if name == "spare")
            if now and now == worked:
                return
            worked = now
            time.sleep(0.5)
        raise RuntimeError("The course's next kernel did not come to rest.")

    def address(self, name: str) -> str:
        """Return the address of a notebook."""
        return f"http://127.0.0.1:{self.port}/doc/tree/{name}?token={self.token}"


class PlainLab(Server):
    """JupyterLab with ipywidgets and nothing else, as `jupyter lab` starts it."""

    def _environment(self) -> dict[str, str]:
        config = self.folder / "config"
        for made in (config, config / "labconfig"):
            made.mkdir()
        settings = {
            "ServerApp": {"jpserver_extensions": dict.fromkeys(NOT_PLAIN_SERVER, False)},
            "IdentityProvider": {"token": TOKEN},
            # A plain JupyterLab would ask the outside for news and new versions.
            "LabApp": {
                "news_url": None,
                "check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
                "extension_manager": "readonly",
            },
        }
        for name in ("jupyter_server_config.json", "jupyter_lab_config.json"):
            (config / name).write_text(json.dumps(settings), "utf-8")
        (config / "labconfig" / "page_config.json").write_text(
            json.dumps({"disabledExtensions": dict.fromkeys(NOT_PLAIN_PAGE, True)}), "utf-8"
        )
        return {
            "JUPYTER_CONFIG_DIR": str(config),
            "JUPYTER_DATA_DIR": str(self.folder / "data"),
            "JUPYTER_RUNTIME_DIR": str(self.folder / "runtime"),
            "JUPYTERLAB_WORKSPACES_DIR": str(self.folder / "layouts"),
            "JUPYTERLAB_SETTINGS_DIR": str(self.folder / "settings"),
        }

    def _command(self) -> list[str]:
        place = [
            f"--ServerApp.port={self.port}",
            "--ServerApp.port_retries=0",
            f"--ServerApp.root_dir={self.workspace}",
        ]
        return ["jupyterlab", "--no-browser", "--allow-root", *place]

    def _ready(self) -> bool:
        try:
            return bool(self.ask("status"))
        except (urllib.error.URLError, OSError):
            return False

    def address(self, name: str) -> str:
        """Return the address of a notebook."""
        return f"http://127.0.0.1:{self.port}/lab/tree/{name}?token={self.token}"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
