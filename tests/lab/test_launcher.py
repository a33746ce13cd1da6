"""`coprod learn` as real processes: one line with an address, a clean end, nothing read or written elsewhere."""

import http.client
import json
import os
import shutil
import signal
import socket
import sys
from pathlib import Path
from types import SimpleNamespace

import anywidget
import pytest
from child_processes import WAIT_SECONDS, Learn, free_port
from filelock import FileLock
from small_course import tree

import coprod_widgets
from coprod_widgets.lab import launcher
from coprod_widgets.lab import page_config as lab_pages

FOURTH = "04-four-approaches.ipynb"
PAGE = "/doc/tree/00-start-here.ipynb"
NEEDED = {"coprod-lab", "anywidget", "@jupyter-widgets/jupyterlab-manager", "jupyterlab_pygments"}
TRAINER_S = "@jupyter/nbgrader"
INSTALLATION = Path(sys.prefix)


def installation():
    """Return the settings of the JupyterLab that the course is installed beside."""
    folders = (INSTALLATION / "etc" / "jupyter", INSTALLATION / "share" / "jupyter" / "lab" / "settings")
    return [tree(folder) for folder in folders]


def page_config(server):
    """Return what the server tells the page about itself."""
    status, page = server.ask(PAGE)
    assert 200 == status
    text = page.partition('id="jupyter-config-data"')[2].partition(">")[2].partition("</script>")[0]
    return json.loads(text)


@pytest.fixture(scope="module")
def live(tmp_path_factory):
    """One running course with one kernel; `before` is what there was outside its folder before it started."""
    folder = tmp_path_factory.mktemp("live")
    extension = folder / "workspace" / ".coprod" / "data" / "labextensions" / TRAINER_S / "package.json"
    extension.parent.mkdir(parents=True)
    load = {"extension": "./extension", "load": "static/remoteEntry.js"}
    described = {"name": TRAINER_S, "version": "0.9.6", "jupyterlab": {"extension": True, "_build": load}}
    extension.write_text(json.dumps(described), "utf-8")
    # These stand for the settings of the whole computer, whose folders the tests must not write to.
    settings = folder / "workspace" / ".coprod" / "config"
    settings.mkdir()
    for name in ("jupyter", "jupyter_server", "jupyter_lab"):
        trace = f"open({str(folder / 'workspace' / 'settings-read.txt')!r}, 'a').close()\n"
        (settings / f"{name}_config.py").write_text(trace, "utf-8")
    before = installation()
    server = Learn(folder)
    try:
        outside = server.outside()
        server.wait()
        kernel = server.start_kernel()
        ran = server.evaluate(kernel, "6 * 7")
        yield SimpleNamespace(
            server=server, kernel=kernel, ran=ran, outside=outside, installation=before, folder=folder
        )
    finally:
        server.clean_up()


@pytest.fixture(scope="module", params=["SIGINT", "SIGTERM"])
def ended(request, tmp_path_factory):
    """A course that was ended by a signal while a kernel ran."""
    server = Learn(tmp_path_factory.mktemp("ended"))
    try:
        outside = server.outside()
        server.wait()
        server.evaluate(server.start_kernel(), "6 * 7", "from coprod_widgets import unit")
        running = len(server.left())
        result = server.end(getattr(signal, request.param))
        yield SimpleNamespace(server=server, result=result, outside=outside, running=running, left=server.left())
    finally:
        server.clean_up()


# Where the course is


def test_the_address_that_is_printed_opens_the_first_page(live):
    """A learner can click on the line; it names a page on this computer, with the key to it."""
    server = live.server
    path = server.url.partition(f":{server.port}")[2]

    assert f"The course is open at {server.url} (to end it, press Ctrl+C here)\n" == server.printed
    assert f"{PAGE}?token={server.token}" == path
    assert 200 == server.ask(path, token=None)[0]


@pytest.mark.parametrize("token", [None, "wrong", "known-to-others"])
def test_the_course_is_closed_to_those_without_the_key(live, token):
    """Without the key a page leads to a question for it, and programs get nothing."""
    asked = [live.server.ask(path, token=token)[0] for path in (PAGE, "/api/contents", "/api/kernels")]

    assert [302, 403, 403] == asked


def test_the_course_answers_under_this_computer_s_name_only(live):
    """A web page elsewhere can't reach the course under a name of its own."""
    assert 403 == live.server.ask("/api/contents", Host="elsewhere.example")[0]


@pytest.mark.parametrize("same_port", [False, True])
def test_a_second_start_tells_where_the_course_is(live, coprod, same_port):
    """The learner is sent to the one that runs, also when they name its port."""
    port = ["--port", str(live.server.port)] if same_port else []
    workspace = ["--workspace", str(live.server.workspace)]
    second = coprod("learn", "--no-browser", *workspace, *port)

    assert (0, f"The course is already open at {live.server.url}\n", "") == (second.status, second.out, second.err)


def test_a_second_start_on_another_port_is_refused(live, coprod):
    """The sentence names the port that is open, and both ways on."""
    other = str(free_port())
    second = coprod("learn", "--no-browser", "--workspace", str(live.server.workspace), "--port", other)
    sentence = (
        f"The course is already open in {live.server.workspace}, on port {live.server.port}. "
        f"End it first (Ctrl+C in its window), or leave out --port {other} to go to the one that is open.\n"
    )

    assert (2, "", sentence) == (second.status, second.out, second.err)


def test_two_starts_at_once_open_one_course(start):
    """Both print the same address; the one that came second ends, and there is one server."""
    port = free_port()
    first, second = start(Learn, port=port), start(Learn, port=port)
    urls = {one.wait().url for one in (first, second)}
    [done] = [one for one in (first, second) if one.printed.startswith("The course is already open at ")]

    assert 1 == len(urls)
    assert 0 == done.end().status
    assert [] == done.left()


def test_after_a_crash_the_course_opens_again_where_it_was(start, tmp_path):
    """What a server that was ended by force has left does not mislead; bookmarks stay good."""
    first = start(Learn).wait()
    first.end(signal.SIGKILL)
    assert (tmp_path / "workspace" / ".coprod" / "server.json").exists()
    again = start(Learn, port=0).wait()

    assert again.printed.startswith("The course is open at ")
    assert first.port == again.port
    assert first.token != again.token


def test_another_port_is_taken_when_the_last_one_is_in_use(tmp_path):
    """The course opens all the same, and remembers the new port."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        last = other.getsockname()[1]
        (tmp_path / "port").write_text(f"{last}\n", "ascii")
        chosen = launcher._choose_port(None, tmp_path)

    assert last != chosen
    assert f"{chosen}\n" == (tmp_path / "port").read_text("ascii")


@pytest.mark.parametrize("remembered", ["", "text", "0", "65536", "-1", "\xff"])
def test_a_remembered_port_that_can_t_be_read_is_forgotten(tmp_path, remembered):
    """A damaged note is no reason not to start."""
    (tmp_path / "port").write_text(remembered, "utf-8")

    assert launcher.FIRST_PORT <= launcher._choose_port(None, tmp_path) <= launcher.LAST_PORT


# How it ends


def test_a_signal_ends_the_course_cleanly(ended):
    """Ctrl+C and a request to end are the usual ways to stop: no error, no further line."""
    assert (0, "", "") == (ended.result.status, ended.result.out, ended.result.err)


def test_nothing_runs_on_after_the_end(ended):
    """The server and its kernel ran, and both are gone."""
    assert ended.running >= 2
    assert [] == ended.left


def test_the_end_leaves_no_trace_of_a_running_course(ended):
    """No note of where the server is, no connection to a kernel, no half-written file."""
    state = ended.server.workspace / ".coprod"

    assert not (state / "server.json").exists()
    assert [] == [*state.rglob("kernel-*.json"), *ended.server.workspace.rglob("*.part")]


def test_nothing_is_written_outside_the_workspace(ended):
    """Home, temporary folder and the folder that it was started in are as before, from start to end."""
    assert ended.outside == ended.server.outside()


def test_a_request_in_hand_does_not_hold_up_the_end(start):
    """Ctrl+C just after a page was opened ends the course too, though the server is busy for that page."""
    server = start(Learn).wait()
    page = http.client.HTTPConnection("127.0.0.1", server.port)
    # It takes the server some seconds, in a thread; the second question is answered when that has begun.
    page.request("GET", "/api/nbconvert", headers={"Authorization": f"token {server.token}"})
    assert 200 == server.ask("/api/status")[0]
    result = server.end(signal.SIGINT)
    page.close()

    assert (0, "", "") == (result.status, result.out, result.err)


@pytest.mark.timeout(WAIT_SECONDS)
def test_ctrl_c_while_starting_ends_the_course_cleanly(start, tmp_path):
    """A learner who changes their mind sees no error."""
    state = tmp_path / "workspace" / ".coprod"
    state.mkdir(parents=True)
    # A pipe in place of the note: whoever starts second reads it, so opening it here waits until they do.
    os.mkfifo(state / "server.json")
    with FileLock(state / "learn.lock"):
        starting = start(Learn)
        with open(state / "server.json", "wb"):
            result = starting.end(signal.SIGINT)

    assert (0, "", "") == (result.status, result.out, result.err)


# What it neither reads nor changes


def test_nothing_in_the_home_folder_is_read_or_changed(live):
    """Settings, start-up files and kernels of the learner's own Jupyter stay out of the course, and as they are."""
    assert 42 == live.ran
    assert not live.server.marker.exists()
    assert live.outside == live.server.outside()


def test_settings_of_the_whole_computer_are_not_read(live):
    """Neither the server nor its JupyterLab reads a configuration file, wherever Jupyter looks for one."""
    assert not (live.server.workspace / "settings-read.txt").exists()


def test_the_learner_s_own_lab_settings_are_not_used(live):
    """A theme that was chosen elsewhere does not reach the course."""
    settings = live.server.ask("/lab/api/settings/@jupyterlab/apputils-extension:themes")[1]

    assert "{}" == settings["raw"]


def test_the_course_s_own_kernel_is_the_only_one(live):
    """There is one kernel to start, and it is not the one in the home folder."""
    kernels = live.server.ask("/api/kernelspecs")[1]

    assert ["python3", ["python3"]] == [kernels["default"], list(kernels["kernelspecs"])]
    assert "/no/such/python" != kernels["kernelspecs"]["python3"]["spec"]["argv"][0]


def test_files_beside_a_notebook_take_no_module_s_place(live):
    """Not when a kernel starts, and not when a notebook imports: Python's and the course's modules are used."""
    shadowed = live.server.workspace / "shadowed.txt"
    names = ["json", "anywidget", "coprod_widgets", "types", "re", "pathlib", "ipykernel_launcher", "sitecustomize"]
    beside = live.server.workspace / "beside"
    beside.mkdir()
    for name in names:
        (beside / f"{name}.py").write_text(f"print(__name__, file=open({str(shadowed)!r}, 'a'))\n", "utf-8")
    kernel = live.server.start_kernel("beside/notebook.ipynb")
    told = live.server.evaluate(
        kernel,
        "[os.getcwd(), json.__file__, anywidget.__file__, coprod_widgets.__file__]",
        "import os, json, anywidget, coprod_widgets",
    )

    assert [str(beside), *(module.__file__ for module in (json, anywidget, coprod_widgets))] == told
    assert not shadowed.exists()


def test_modules_in_the_learner_s_own_python_folder_are_not_used(live):
    """What they installed for themselves can't break a kernel."""
    told = live.server.evaluate(
        live.kernel, "[os.environ['PYTHONNOUSERSITE'], site.ENABLE_USER_SITE]", "import os, site"
    )

    assert ["1", False] == told


def test_delivered_notebooks_are_trusted_and_others_are_not(live):
    """The server takes the course's signature for its notebooks, and for nothing else."""
    notebook = json.loads((live.server.workspace / FOURTH).read_text("utf-8"))
    notebook["cells"][0]["source"] = "Changed"
    (live.server.workspace / "other.ipynb").write_text(json.dumps(notebook), "utf-8")
    trusted = {}
    for name in (FOURTH, "other.ipynb"):
        cells = live.server.ask(f"/api/contents/{name}")[1]["content"]["cells"]
        trusted[name] = {cell["metadata"]["trusted"] for cell in cells if cell["cell_type"] == "code"}

    assert {FOURTH: {True}, "other.ipynb": {False}} == trusted


# How it is set up


def test_extensions_that_the_course_does_not_need_are_off_for_this_server_alone(live):
    """A trainer's menus are not even fetched by the learner's page, and stay on in the trainer's own JupyterLab."""
    page = page_config(live.server)

    assert NEEDED == {extension["name"] for extension in page["federated_extensions"]}
    assert {TRAINER_S} == (NEEDED | {TRAINER_S}) & set(page["disabledExtensions"])
    assert live.installation == installation()


def test_an_extension_that_was_changed_has_another_address(live, tmp_path, monkeypatch):
    """A browser keeps what it has fetched for a year, and after an update it must not go on with that."""
    served = page_config(live.server)["fullLabextensionsUrl"]
    before = lab_pages.extensions_url()
    changed = shutil.copytree(lab_pages.extension_dir(), tmp_path / "extension")
    (changed / "coprod-lab" / "static" / "words.js").write_text("export const WORDS = {};\n", "utf-8")
    monkeypatch.setattr(lab_pages, "extension_dir", lambda: changed)

    assert before == served
    assert before != lab_pages.extensions_url()
    assert 200 == live.server.ask(f"{served}/coprod-lab/static/entry.js")[0]


def test_no_news_and_no_updates_are_asked_for(live):
    """The page is told not to ask, and the server would not go and look."""
    settings = live.server.ask("/lab/api/settings/@jupyterlab/apputils-extension:notification")[1]
    properties = settings["schema"]["properties"]

    assert {"disabled": True} == page_config(live.server)["news"]
    assert [False, "false"] == [properties[name]["default"] for name in ("checkForUpdates", "fetchNews")]
    assert {"news": []} == live.server.ask("/lab/api/news")[1]
    assert {"notification": None} == live.server.ask("/lab/api/update")[1]


def test_the_server_runs_with_the_course_s_settings(coprod, tmp_path):
    """Kernels that no page is connected to end after half an hour without work; nothing is looked up or added."""
    code = """
import json, sys
from jupyter_server.serverapp import ServerApp

def tell(server):
    kernels = server.kernel_manager
    [lab] = server.extension_manager.extension_apps["jupyterlab"]
    told = {
        "cull_idle_timeout": kernels.cull_idle_timeout,
        "cull_interval": kernels.cull_interval,
        "cull_connected": kernels.cull_connected,
        "cull_busy": kernels.cull_busy,
        "ip": server.ip,
        "terminals": server.terminals_enabled,
        "other_ports": server.port_retries,
        "extensions": sorted(server.extension_manager.extensions),
        "updates": lab.check_for_updates_class.__name__,
        "news": lab.news_url,
        "installing": lab.extension_manager,
    }
    with open(sys.argv.pop(), "w") as file:
        json.dump(told, file)

ServerApp.start = tell
from coprod_widgets.cli import main
sys.exit(main(sys.argv[1:-1]))
"""
    told = tmp_path / "workspace" / "told.json"
    words = ["learn", "--no-browser", "--workspace", str(told.parent), str(told)]
    assert 0 == coprod(*words, python=["-c", code]).status

    assert {
        "cull_idle_timeout": 1800,
        "cull_interval": 300,
        "cull_connected": False,
        "cull_busy": False,
        "ip": "127.0.0.1",
        "terminals": False,
        "other_ports": 0,
        "extensions": ["jupyterlab"],
        "updates": "NeverCheckForUpdate",
        "news": None,
        "installing": "readonly",
    } == json.loads(told.read_text("utf-8"))
