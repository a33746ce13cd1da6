"""Start the learner's own JupyterLab on their folder, and end it.

One Python process: the server runs here. Everything that Jupyter, IPython and matplotlib keep goes into
`<workspace>/.coprod/`, so the learner's own set-up is neither read nor changed. Nothing is fetched from outside:
the server listens to this computer alone, and asks nobody for news, updates or extensions.
"""

import asyncio
import contextlib
import json
import os
import secrets
import signal
import site
import socket
import sys
import threading
import time
import traceback
import webbrowser
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from coprod_widgets import filing
from coprod_widgets.lab.page_config import extensions_url, needed_only, write_page_config
from coprod_widgets.lab.workspace import EXERCISES, START_PAGE, WorkspaceError, check, extension_dir, prepare

FIRST_PORT, LAST_PORT = 8890, 8989
MAX_LOG_BYTES = 1_000_000
# How long a second start waits for the first one to say where it is.
START_SECONDS = 60
# How long a server may take to end itself and its kernels.
END_SECONDS = 15
# A kernel that no page is connected to is ended after this long without work.
IDLE_SECONDS = 1800

_IPYTHON = """\
# Written at each start of the course; changes are lost.
c = get_config()
# A file beside a notebook must not take the place of a Python module.
c.InteractiveShellApp.ignore_cwd = True
c.InteractiveShellApp.exec_PYTHONSTARTUP = False
c.HistoryAccessor.enabled = False
# Done while the page is still loading, so that no learner waits for it.
c.InteractiveShellApp.exec_lines = ["import coprod_widgets.notebook as _", "del _"]
"""


def learn(workspace: Path, port: int | None = None, browser: bool = True) -> int:
    """Open the course for a learner, and stay until it is ended by Ctrl+C or a signal.

    Parameters
    ----------
    workspace : Path
        The learner's folder; made when it is not there.
    port : int or None
        Port to listen on, 1 to 65535. None chooses the one used last time, or a free one.
    browser : bool
        Whether to open a web browser on the first page.

    Returns
    -------
    int
        Exit status: 0 ended as asked, or the course was already open; 2 the server could not run.

    Raises
    ------
    WorkspaceError
        When the folder or the port can't be used. The message is for the learner.
    """
    _on_stop_signal(lambda: sys.exit(0))
    try:
        workspace = workspace.expanduser()
    except RuntimeError:
        raise WorkspaceError(
            f"There is no home folder for {workspace.parts[0]}, so {workspace} can't be found. "
            "Name another folder with --workspace."
        ) from None
    try:
        return _start(workspace.absolute(), port, browser)
    except OSError as error:
        raise WorkspaceError(
            f"The course could not write {error.filename2 or error.filename or f'in {workspace}'} "
            f"({error.strerror or error}). Make room there, or name another folder with --workspace, then start "
            "again. Your answers and your notebooks stay as they are."
        ) from None


def _start(workspace: Path, port: int | None, browser: bool) -> int:
    """Be the only one on this folder, bring it up to date and run the server; or go to the one that runs."""
    state = check(workspace)
    lock = FileLock(state / "learn.lock")
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            lock.acquire(timeout=0.1)
            break
        except Timeout:
            # Another one is running, or starting, or about to end. Two servers on one folder must not be.
            running = _running(state)
            if running:
                return _go_to(running, state, port, browser)
            if time.monotonic() > deadline:
                raise WorkspaceError(
                    f"The course is already starting in {workspace}, but has not said where. "
                    "End that one first (Ctrl+C in its window), then start again."
                ) from None
    with lock:
        # Left behind by a server that was ended by force.
        (state / "server.json").unlink(missing_ok=True)
        port = _choose_port(port, state)
        prepare(workspace, date.today())
        if (workspace / EXERCISES).is_dir():
            from coprod_widgets.lab.arriving import take_in_all

            take_in_all(workspace, date.today())  # what can't be used is told on the start page
        _isolate(state)
        return _serve(workspace, state, port, browser)


def _running(state: Path) -> dict[str, Any] | None:
    """Read where the running course is; None while it does not say."""
    try:
        running = json.loads((state / "server.json").read_bytes())
        return {"port": int(running["port"]), "url": str(running["url"])}
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _go_to(running: dict[str, Any], state: Path, port: int | None, browser: bool) -> int:
    """Send the learner to the course that is already open."""
    if port not in (None, running["port"]):
        raise WorkspaceError(
            f"The course is already open in {state.parent}, on port {running['port']}. "
            f"End it first (Ctrl+C in its window), or leave out --port {port} to go to the one that is open."
        )
    print(f"The course is already open at {running['url']}", flush=True)
    if browser:
        _open_browser(running["url"], wait=True)
    return 0


def _choose_port(asked: int | None, state: Path) -> int:
    """Choose a port: the one asked for, else last time's so that bookmarks work, else a free one."""
    remember = state / "port"
    if asked is not None:
        if not _is_free(asked):
            raise WorkspaceError(
                f"Port {asked} is in use by another program. Name another port, or leave out --port and the "
                "course finds a free one."
            )
        chosen = asked
    else:
        tries = list(range(FIRST_PORT, LAST_PORT + 1))
        with contextlib.suppress(OSError, ValueError):
            last = int(remember.read_text("ascii"))
            tries = [last, *tries] if 1 <= last <= 65535 else tries
        chosen = next((port for port in tries if _is_free(port)), None) or _any_port()
    filing.write(remember, f"{chosen}\n".encode("ascii"))
    return chosen


def _is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if os.name == "posix":
            # As the server does it: a port that a server has just left counts as free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _any_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _isolate(state: Path) -> None:
    """Point this process, and the kernels that inherit from it, at the course's own folders alone."""
    for name in list(os.environ):
        if name.startswith(("JUPYTER", "JPY_", "IPYTHON", "NBGRADER")) or name == "PYTHONSTARTUP":
            del os.environ[name]
    own = {
        "JUPYTER_CONFIG_DIR": state / "config",
        "JUPYTER_DATA_DIR": state / "data",
        "JUPYTER_RUNTIME_DIR": state / "runtime",
        "IPYTHONDIR": state / "ipython",
        "MPLCONFIGDIR": state / "matplotlib",
    }
    for name, folder in own.items():
        folder.mkdir(exist_ok=True)
        os.environ[name] = str(folder)
    # The course's own settings come before those of the Python installation.
    os.environ["JUPYTER_PREFER_ENV_PATH"] = "0"
    user_site = site.getusersitepackages() if hasattr(site, "getusersitepackages") else None
    if user_site is None or not Path(__file__).is_relative_to(user_site):
        # What lies in the learner's personal Python folder is theirs, unless the course itself is installed there.
        os.environ["PYTHONNOUSERSITE"] = "1"
        site.ENABLE_USER_SITE = False
    # A file beside a notebook must not take the place of a Python module, not even while a kernel starts: Python
    # would look there first for what `-m` names, and an empty or relative entry of PYTHONPATH means there too.
    os.environ["PYTHONSAFEPATH"] = "1"
    entries = os.environ.pop("PYTHONPATH", "").split(os.pathsep)
    if absolute := [entry for entry in entries if os.path.isabs(entry)]:
        os.environ["PYTHONPATH"] = os.pathsep.join(absolute)
    profile = state / "ipython" / "profile_default"
    profile.mkdir(exist_ok=True)
    (profile / "ipython_kernel_config.py").write_text(_IPYTHON, "utf-8")


def _settings(workspace: Path, state: Path, port: int, token: str) -> Any:
    """Make the configuration of the server, its kernels and its pages."""
    from traitlets.config import Config

    # Imported here: a start that ends with a sentence about a folder need not wait for it.
    from coprod_widgets.lab.spare_kernel import SpareKernels

    config = Config()
    server = config.ServerApp
    server.jpserver_extensions = {"jupyterlab": True}
    server.ip = "127.0.0.1"
    server.port = port
    server.port_retries = 0
    server.root_dir = str(workspace)
    server.open_browser = False
    server.answer_yes = True
    server.allow_root = True
    server.log_level = "WARN"
    server.terminals_enabled = False
    server.kernel_manager_class = SpareKernels
    server.tornado_settings = {"page_config_hook": needed_only}
    config.IdentityProvider.token = token
    config.KernelSpecManager.allowed_kernelspecs = {"python3"}
    config.MultiKernelManager.default_kernel_name = "python3"
    kernels = config.MappingKernelManager
    kernels.cull_idle_timeout = IDLE_SECONDS
    kernels.cull_interval = 300
    kernels.cull_connected = False
    lab = config.LabApp
    lab.default_url = f"/doc/tree/{START_PAGE}"
    lab.app_settings_dir = str(Path(__file__).parent / "settings")
    lab.extra_labextensions_path = [str(extension_dir())]
    lab.labextensions_url = extensions_url()
    lab.user_settings_dir = str(state / "lab" / "settings")
    lab.workspaces_dir = str(state / "lab" / "layouts")
    lab.news_url = None
    lab.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
    lab.extension_manager = "readonly"
    return config


def _serve(workspace: Path, state: Path, port: int, browser: bool) -> int:
    """Run the server until it is told to stop."""
    token = secrets.token_hex(24)
    url = f"http://127.0.0.1:{port}/doc/tree/{START_PAGE}?token={token}"
    running = state / "server.json"

    def ready() -> None:
        server.kernel_manager.prepare()
        filing.write(running, json.dumps({"port": port, "url": url}).encode("ascii"))
        terminal.write(f"The course is open at {url} (to end it, press Ctrl+C here)\n")
        terminal.flush()
        if browser:
            _open_browser(url)

    with _log_to(state / "server.log") as terminal:
        try:
            write_page_config(state)
            server = _server_class().instance(argv=[], config=_settings(workspace, state, port, token))
            server.initialize(argv=[], find_extensions=False, starter_extension="lab")
            # Now, because the server puts handlers of its own in place, which ask the learner a question.
            _on_stop_signal(lambda: (running.unlink(missing_ok=True), _stop(server)))
            server.io_loop.add_callback(ready)
            server.start()
            _end_kernels(server)
            _drop_requests(server.io_loop.asyncio_loop)
        except SystemExit as end:
            if end.code in (0, None):
                return 0
            # It is how the server says that it can't listen.
            terminal.write(f"The course could not start. The file {state / 'server.log'} says why.\n")
            return 2
        except Exception:
            traceback.print_exc()
            terminal.write(f"The course stopped because of a fault. The file {state / 'server.log'} says which.\n")
            return 2
        finally:
            running.unlink(missing_ok=True)
    return 0


def _stop(server: Any) -> None:
    """Ask the server to end, and don't wait for ever: a kernel that dies while it starts may keep it from ending."""
    server.stop(from_signal=True)
    loop = server.io_loop
    loop.add_callback(loop.call_later, END_SECONDS, loop.stop)


def _end_kernels(server: Any) -> None:
    """End by force what is left of the kernels after the server has ended; as a rule nothing is."""
    for kernel in list(server.kernel_manager.list_kernel_ids()):
        with contextlib.suppress(Exception):
            server.kernel_manager.get_kernel(kernel).provisioner.process.kill()


def _drop_requests(loop: asyncio.AbstractEventLoop) -> None:
    """Break off what the server was still doing for a page when it ended.

    A thread that reads for a request waits for that request's end, and Python waits for its threads: otherwise
    this process would stay for ever, with nothing running in it, and Ctrl+C would not end it.
    """
    unfinished = asyncio.all_tasks(loop)
    for task in unfinished:
        task.cancel()
    if unfinished:
        loop.run_until_complete(asyncio.wait(unfinished, timeout=END_SECONDS))


def _on_stop_signal(stop: Callable[[], object]) -> None:
    """Call `stop` once when Ctrl+C is pressed, the window is closed or the process is asked to end."""
    asked = threading.Event()

    def handle(_number: int, _frame: Any) -> None:
        # Once is enough: a second Ctrl+C while the kernels are being ended must not break that off.
        if not asked.is_set():
            asked.set()
            stop()

    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), handle)


def _server_class() -> Any:
    """Make a server that reads no configuration file, wherever Jupyter would look for one."""
    from jupyter_server.serverapp import ServerApp
    from jupyterlab.labapp import LabApp

    def read_nothing(app: Any, suppress_errors: bool = True) -> None:
        """Read nothing: an administrator's or a learner's settings are for their own Jupyter."""

    class CourseServer(ServerApp):
        """A Jupyter server with the course's configuration and no other."""

        load_config_file = read_nothing

    # JupyterLab looks for files of its own, and the server makes it from this very class.
    LabApp.load_config_file = read_nothing
    return CourseServer


@contextlib.contextmanager
def _log_to(path: Path) -> Iterator[Any]:
    """Send all that this process and its kernels print to a file, and hand out what is left of the terminal."""
    with contextlib.suppress(OSError):
        if path.stat().st_size > MAX_LOG_BYTES:
            os.replace(path, path.with_suffix(".old.log"))
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    kept = [os.dup(1), os.dup(2)]
    with open(path, "ab", buffering=0) as log, open(os.dup(1), "w", encoding="utf-8") as terminal:
        os.dup2(log.fileno(), 1)
        os.dup2(log.fileno(), 2)
        try:
            yield terminal
        finally:
            for stream in (sys.stdout, sys.stderr):
                stream.flush()
            with contextlib.suppress(OSError):
                terminal.flush()
            for number, copy in zip((1, 2), kept, strict=True):
                os.dup2(copy, number)
                os.close(copy)


def _open_browser(url: str, wait: bool = False) -> None:
    """Open the page in the learner's browser."""
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        # Without a screen Python would choose a browser that takes over the terminal.
        return
    opening = threading.Thread(target=webbrowser.open, args=[url], daemon=True)
    opening.start()
    if wait:
        # This process is about to end, and the browser must have been asked by then.
        opening.join(timeout=10)
