"""Real `coprod learn` processes, each with a home that would do harm.

Whatever Jupyter, IPython or Python would read in that home or from its environment raises, leaves a marker or starts
no kernel, so a course that works has read none of it. Every process that a server starts carries a mark in its
environment; what is left behind is found by it, and ended.
"""

import ast
import contextlib
import http.client
import json
import os
import re
import select
import socket
import subprocess
import sys
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psutil
from small_course import tree

WAIT_SECONDS = 60
COPROD = ("-m", "coprod_widgets.cli")
MARK = "COPROD_TEST_MARK"


def free_port() -> int:
    """Find a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def make_home(home: Path) -> Path:
    """Make a home folder with settings of every kind; give the file in which those that run leave a trace."""
    marker = home / "was-read.txt"
    leave_trace = f"with open({str(marker)!r}, 'a') as file: print(__file__, file=file)\n"
    broken = "raise RuntimeError('the settings in the home folder were read')\n"
    kernel = {"argv": ["/no/such/python", "{connection_file}"], "display_name": "Broken", "language": "python"}
    files = {
        ".jupyter/jupyter_config.py": leave_trace + broken,
        ".jupyter/jupyter_server_config.py": leave_trace + broken,
        ".jupyter/jupyter_lab_config.py": leave_trace + broken,
        ".jupyter/jupyter_server_config.json": json.dumps({"ServerApp": {"root_dir": "/", "port": 1}}),
        ".jupyter/labconfig/page_config.json": json.dumps({"disabledExtensions": {"coprod-lab": True}}),
        ".jupyter/lab/user-settings/@jupyterlab/apputils-extension/themes.jupyterlab-settings": json.dumps(
            {"theme": "JupyterLab Dark"}
        ),
        ".ipython/profile_default/startup/00.py": leave_trace + broken,
        ".ipython/profile_default/ipython_config.py": leave_trace + broken,
        ".ipython/profile_default/ipython_kernel_config.py": leave_trace + broken,
        ".local/share/jupyter/kernels/python3/kernel.json": json.dumps(kernel),
        "pythonstartup.py": leave_trace + broken,
    }
    for name, text in files.items():
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return marker


class Result:
    """How a process ended.

    Attributes
    ----------
    status : int
        Exit status.
    out, err : str
        What it printed after the lines that were read before.
    """

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err


class Coprod:
    """A process of the course in a folder of its own: `home/`, `cwd/`, `temporary/` and, unless named, `workspace/`."""

    def __init__(self, folder: Path, *words: str, python: Sequence[str] = COPROD, **options: Any) -> None:
        self.folder = folder
        self.home = folder / "home"
        self.workspace = folder / "workspace"
        self.cwd, self.temporary = folder / "cwd", folder / "temporary"
        self.marker = self.home / "was-read.txt"
        if not self.home.exists():
            make_home(self.home)
            self.cwd.mkdir()
            self.temporary.mkdir()
        self.mark = uuid.uuid4().hex
        environment = {
            "HOME": str(self.home),
            "TMPDIR": str(self.temporary),
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            MARK: self.mark,
            # As many profiles leave it: the empty entry means the folder that a process runs in.
            "PYTHONPATH": ":",
            "PYTHONSTARTUP": str(self.home / "pythonstartup.py"),
            "JUPYTER_CONFIG_DIR": str(self.home / ".jupyter"),
            "JUPYTER_CONFIG_PATH": str(self.home / ".jupyter"),
            "JUPYTER_PATH": str(self.home / ".local/share/jupyter"),
            "JUPYTER_TOKEN": "known-to-others",
            "JUPYTER_PREFER_ENV_PATH": "1",
            "IPYTHONDIR": str(self.home / ".ipython"),
        }
        self.process = subprocess.Popen(
            [sys.executable, *python, *words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
            cwd=self.cwd,
            start_new_session=True,
            **options,
        )

    def outside(self) -> dict[str, bytes | None]:
        """Give everything in the folder that is not the workspace, in which a running course makes and moves files."""
        places = [place for place in self.folder.iterdir() if place.name != "workspace"]
        inside = {f"{place.name}/{name}": data for place in places for name, data in tree(place).items()}
        return inside | {place.name: None for place in places}

    def line(self) -> str:
        """Wait for the next line that is printed; an end or too long a wait fails."""
        readable, _, _ = select.select([self.process.stdout], [], [], WAIT_SECONDS)
        line = self.process.stdout.readline() if readable else ""
        assert line, f"coprod printed nothing: {self.ended()}"
        return line

    def ended(self) -> str:
        """End the process, and say what it has printed."""
        self.process.kill()
        out, err = self.process.communicate(timeout=WAIT_SECONDS)
        return f"{out}{err}"

    def end(self, how: int | None = None) -> Result:
        """Wait until the process ends, after a signal if one is named."""
        if how is not None:
            self.process.send_signal(how)
        out, err = self.process.communicate(timeout=WAIT_SECONDS)
        return Result(self.process.returncode, out, err)

    def left(self) -> list[psutil.Process]:
        """List the processes that run and were started by this one, itself included."""
        found = []
        for process in psutil.process_iter():
            with contextlib.suppress(psutil.Error):
                if process.environ().get(MARK) == self.mark and process.status() != psutil.STATUS_ZOMBIE:
                    found.append(process)
        return found

    def clean_up(self) -> None:
        """End whatever is left, whether or not it was asked before."""
        for process in self.left():
            with contextlib.suppress(psutil.Error):
                process.kill()
        self.process.communicate(timeout=WAIT_SECONDS)


class Learn(Coprod):
    """A running `coprod learn`; `printed` is the line with its address, `url`. Port 0 leaves the choice to it."""

    def __init__(self, folder: Path, *words: str, port: int | None = None, **options: Any) -> None:
        port = free_port() if port is None else port
        chosen = ["--port", str(port)] if port else []
        workspace = ["--workspace", str(folder / "workspace")]
        super().__init__(folder, "learn", "--no-browser", *workspace, *chosen, *words, **options)
        self.printed = self.url = self.token = ""
        self.port = 0

    def wait(self) -> "Learn":
        """Wait until the server says where it is."""
        self.printed = self.line()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/\S+\?token=(\w+)", self.printed)
        assert found, f"no address: {self.printed}{self.ended()}"
        self.url, self.port, self.token = found[0], int(found[1]), found[2]
        return self

    def ask(
        self, path: str, method: str = "GET", body: Any = None, token: str | None = "", **headers: str
    ) -> tuple[int, Any]:
        """Ask the server: give the status, and what is in the answer. No token is sent when it is None."""
        if token is not None:
            headers["Authorization"] = f"token {token or self.token}"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=WAIT_SECONDS)
        try:
            connection.request(method, path, json.dumps(body) if body else None, headers)
            answer = connection.getresponse()
            data = answer.read()
            is_json = "json" in answer.getheader("Content-Type", "")
            return answer.status, json.loads(data) if is_json and data else data.decode("utf-8")
        finally:
            connection.close()

    def start_kernel(self, notebook: str = "04-four-approaches.ipynb") -> str:
        """Open a notebook as the page does, and give the id of its kernel."""
        session = {"path": notebook, "name": notebook, "type": "notebook", "kernel": {"name": "python3"}}
        status, answer = self.ask("/api/sessions", "POST", session)
        assert 201 == status, answer
        return answer["kernel"]["id"]

    def evaluate(self, kernel: str, expression: str, code: str = "") -> Any:
        """Run code in a kernel, and give the value that an expression then has: a literal. An error fails."""
        from jupyter_client import BlockingKernelClient

        client = BlockingKernelClient(
            connection_file=str(self.workspace / ".coprod" / "runtime" / f"kernel-{kernel}.json")
        )
        client.load_connection_file()
        # The one channel on which a question waits until the kernel has started, however long that takes.
        client.start_channels(shell=True, iopub=False, stdin=False, hb=False, control=False)
        try:
            asked = {"value": expression}
            reply = client.execute(code, user_expressions=asked, reply=True, timeout=WAIT_SECONDS)["content"]
        finally:
            client.stop_channels()
        assert "ok" == reply["status"], reply
        value = reply["user_expressions"]["value"]
        assert "ok" == value["status"], value
        return ast.literal_eval(value["data"]["text/plain"])
