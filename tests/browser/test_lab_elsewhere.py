"""The extension in somebody's own JupyterLab: course notebooks come alive there too, and all else is as it was."""

import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading

import pytest
from conftest import WAIT_SECONDS, free_port
from playwright.sync_api import expect
from small_notebooks import code, notebook

from coprod_widgets.lab.workspace import course_dir, extension_dir


@pytest.fixture
def own_lab(browser, tmp_path):
    """Run a JupyterLab as a trainer would, on a folder with the course and a notebook of theirs; give its address."""
    folder = tmp_path / "folder"
    shutil.copytree(course_dir(), folder)
    (folder / "mine.ipynb").write_text(json.dumps(notebook(code("print('mine')"), course=False)), "utf-8")
    (tmp_path / "home").mkdir()
    port = free_port()
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}"),
            "--IdentityProvider.token=token",
            f"--LabApp.extra_labextensions_path={extension_dir()}",
            "--LabApp.news_url=None",
        ],
        cwd=folder,
        env={"HOME": str(tmp_path / "home"), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    said = []
    for line in process.stdout:
        said.append(line)
        if "is running at" in line:
            break
    # What it says from here on must not fill the pipe.
    rest = threading.Thread(target=lambda: said.extend(process.stdout), daemon=True)
    rest.start()
    while process.poll() is None:
        # It says so a moment before it listens.
        with contextlib.suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port)):
            break
    yield f"http://127.0.0.1:{port}"
    process.send_signal(signal.SIGTERM)
    process.wait(WAIT_SECONDS)
    rest.join(WAIT_SECONDS)
    # That a page went while it was being written to is told as an error, and is none.
    raised = re.findall(r"^ *(?:\w+\.)*(\w+(?:Error|Exception|Warning))\b", "".join(said), re.MULTILINE)
    assert set() == set(raised) - {"StreamClosedError", "WebSocketClosedError"}


def test_own_jupyterlab_keeps_its_furniture(own_lab, page):
    """A trainer's tabs, menus and side panels are there, are put away for a course notebook, and come back after it."""
    page.goto(f"{own_lab}/lab/tree/mine.ipynb?token=token")
    expect(page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]")).to_be_visible()
    furniture = [
        page.get_by_role("menuitem", name="Kernel"),
        page.locator("#filebrowser"),
        page.locator("#jp-top-panel"),
    ]
    for piece in furniture:
        expect(piece).to_be_visible()
    assert 0 == page.locator(".jp-OutputArea-output").count()
    page.locator(".jp-DirListing-item", has_text="04-four").dblclick()
    expect(page.locator(".jp-NotebookPanel[data-coprod-state=alive]")).to_be_visible()
    for piece in furniture:
        expect(piece).to_be_hidden()
    # Nobody told this server's pages what the words mean.
    assert 0 == page.locator(".coprod-lab-term, #coprod-lab-meaning").count()
    page.locator(".lm-TabBar-tab", has_text=re.compile("^mine")).click()
    for piece in furniture:
        expect(piece).to_be_visible()
    expect(page).to_have_title(re.compile("mine"))
