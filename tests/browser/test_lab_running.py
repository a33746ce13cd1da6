"""A course notebook is alive whenever it is in front of a learner, and its file stays as it was."""

import re
import signal

import psutil
from conftest import until
from playwright.sync_api import Page, expect
from small_notebooks import COUNTER, code, counting, notebook

COUNTED = re.compile(r"^Process \d+ counted \d+$")


def counter(page: Page):
    """Find the button of the counting widget."""
    return page.get_by_role("button", name=COUNTED)


def process(page: Page) -> int:
    """Read which process stands behind the widget, after a click has gone there and back."""
    expect(counter(page)).to_have_text(re.compile("counted 0$"))
    counter(page).click()
    expect(counter(page)).to_have_text(re.compile("counted 1$"))
    return int(counter(page).inner_text().split()[1])


def test_start_page_opens_alive(learn, page):
    """The first page shows a live widget, and neither code nor a dialog, without anything being pressed."""
    before = (learn.workspace / "00-start-here.ipynb").read_bytes()
    page.goto(learn.url)
    expect(page.locator(".coprod-widget").first).to_be_visible()
    expect(page.locator("h1").first).to_be_visible()
    expect(page.locator(".jp-InputArea-editor:visible")).to_have_count(0)
    expect(page.locator(".jp-Dialog")).to_have_count(0)
    assert before == (learn.workspace / "00-start-here.ipynb").read_bytes()


def test_every_course_notebook_opens_alive(learn, page):
    """Each cell that shows an activity has a live widget, and each that shows a picture or examples has them."""
    for path in sorted(set(learn.workspace.glob("*.ipynb")) - {learn.workspace / "90-playground.ipynb"}):
        page.goto(learn.address(path.name))
        expect(page.locator(".jp-NotebookPanel[data-coprod-state=alive]")).to_be_visible()
        shown = re.findall(r'unit\(\\"\d\d\\"\)\.(\w+)', path.read_text("utf-8"))
        pictures = shown.count("figure")
        assert len(shown) > pictures
        expect(page.locator(".jp-CodeCell:has(.coprod-widget[data-item])")).to_have_count(len(shown) - pictures)
        expect(page.locator(".jp-CodeCell:has([class^=coprod-figure-])")).to_have_count(pictures)
        page.wait_for_function(
            "() => [...document.images].every(one => !one.checkVisibility() || (one.complete && one.naturalWidth))"
        )


def test_reload_is_alive_and_asks_nothing(learn, page):
    """A reload runs the notebook again, and neither the browser nor JupyterLab asks about changes."""
    path = learn.put("counting.ipynb", counting(), signed=True)
    before = path.read_bytes()
    page.goto(learn.address("counting.ipynb"))
    process(page)
    page.reload()
    process(page)
    expect(page.locator(".jp-Dialog")).to_have_count(0)
    assert before == path.read_bytes()


def test_notebook_is_not_dirty_after_it_has_run(learn, page):
    """Outputs, also those that come late, do not make JupyterLab want to save."""
    late = "# Later.\nimport threading\nfrom IPython.display import display\n"
    late += "handle = display('early', display_id=True)\n"
    late += "threading.Timer(0.5, lambda: handle.update('late')).start()"
    learn.put("late.ipynb", notebook(code(late)), signed=True)
    page.goto(learn.address("late.ipynb"))
    expect(page.get_by_text("'late'")).to_be_visible()
    expect(page.locator(".lm-TabBar-tab.jp-mod-dirty")).to_have_count(0)
    page.close(run_before_unload=True)


def test_restart_from_the_menu_is_alive(learn, page):
    """After Kernel > Restart the widgets belong to the new process."""
    learn.put("counting.ipynb", counting(), signed=True)
    page.goto(learn.address("counting.ipynb"))
    first = process(page)
    page.get_by_role("button", name="Show the code").click()
    page.get_by_role("menuitem", name="Kernel").click()
    page.get_by_role("menuitem", name=re.compile("^Restart Kernel…")).click()
    page.get_by_role("button", name="Confirm Kernel Restart").click()
    expect(counter(page)).to_have_text(re.compile(f"^Process (?!{first} )"))
    assert first != process(page)


def test_restart_from_elsewhere_is_alive(learn, page):
    """When another page or program restarts the kernel, this page runs again too."""
    learn.put("counting.ipynb", counting(), signed=True)
    page.goto(learn.address("counting.ipynb"))
    first = process(page)
    learn.ask(f"kernels/{learn.kernel('counting.ipynb')}/restart", "POST")
    expect(counter(page)).to_have_text(re.compile(f"^Process (?!{first} )"))
    assert first != process(page)


def test_restart_is_noticed_when_the_first_words_of_the_kernel_are_lost(learn, page):
    """The server may miss what a new process says unasked: the page asks it."""
    gone, heard = [], []

    def deaf(socket):
        server = socket.connect_to_server()
        server.on_message(lambda words: heard_from_server(socket, words))
        socket.on_message(lambda words: heard_from_page(server, words))

    def heard_from_server(socket, words):
        if b"shutdown_reply" in words:
            gone.append(words)
            socket.send(words)
        elif not gone or heard:
            socket.send(words)

    def heard_from_page(server, words):
        if gone and b"kernel_info_request" in words:
            heard.append(words)
        server.send(words)

    page.route_web_socket(re.compile("/api/kernels/"), deaf)
    learn.put("counting.ipynb", counting(), signed=True)
    page.goto(learn.address("counting.ipynb"))
    first = process(page)
    learn.ask(f"kernels/{learn.kernel('counting.ipynb')}/restart", "POST")
    expect(counter(page)).to_have_text(re.compile(f"^Process (?!{first} )"))
    assert heard
    assert first != process(page)


def test_killed_kernel_is_alive_again_without_a_dialog(learn, page):
    """A kernel that is ended by force is replaced, and JupyterLab's dialog about it does not come up."""
    learn.put("counting.ipynb", counting(), signed=True)
    page.goto(learn.address("counting.ipynb"))
    first = process(page)
    page.evaluate("""() => {
      window.dialogs = [];
      new MutationObserver(() => {
        const dialog = document.querySelector('.jp-Dialog');
        if (dialog) { window.dialogs.push(dialog.textContent); }
      }).observe(document.body, { childList: true });
    }""")
    psutil.Process(first).send_signal(signal.SIGKILL)
    expect(counter(page)).to_have_text(re.compile(f"^Process (?!{first} )"))
    assert first != process(page)
    assert [] == page.evaluate("window.dialogs")


def test_sentence_and_button_stand_where_a_stopped_activity_is(learn, page):
    """When the kernel is ended for good, every activity says so, and its button brings it back."""
    page.goto(learn.address("04-four-approaches.ipynb"))
    expect(page.locator(".jp-NotebookPanel[data-coprod-state=alive]")).to_be_visible()
    learn.ask(f"kernels/{learn.kernel('04-four-approaches.ipynb')}", "DELETE")
    stopped = page.get_by_role("status").filter(has_text="This activity has stopped. Your answers are kept.")
    expect(stopped.first).to_be_visible()
    expect(page.locator(".jp-Dialog")).to_have_count(0)
    page.get_by_role("button", name="Start again").first.click()
    expect(page.locator(".jp-NotebookPanel[data-coprod-state=alive]")).to_be_visible()
    expect(stopped).to_have_count(0)
    expect(page.locator(".coprod-widget").first).to_be_visible()


def test_sentence_stands_where_an_activity_is_on_its_way(learn, page):
    """Before the kernel answers, the place of an activity says that it is being made ready."""
    page.route("**/api/kernels/**", lambda route: None)
    page.route_web_socket(re.compile("/api/kernels/"), lambda socket: None)
    page.goto(learn.address("04-four-approaches.ipynb"))
    expect(page.get_by_role("status").filter(has_text="Getting this activity ready…").first).to_be_visible()
    slow = page.get_by_role("status").filter(has_text="This is taking longer than usual.")
    expect(slow.first).to_be_visible()
    expect(page.get_by_role("button", name="Start again").first).to_be_visible()


def test_page_outlives_the_server(start_learn, page, watch):
    """When the server is ended the page says so in plain words, and its button works once the server is back."""
    # Chromium writes down each request that found no server, and JupyterLab what became of it.
    watch.allowed.append(
        "ERR_CONNECTION_REFUSED|Failed to fetch|WebSocket connection|status of 40[34]|^Kernel|NetworkError"
    )
    learn = start_learn()
    page.goto(learn.address("04-four-approaches.ipynb"))
    expect(page.locator(".jp-NotebookPanel[data-coprod-state=alive]")).to_be_visible()
    assert 0 == learn.stop()
    again = page.get_by_role("button", name="Start again").first
    expect(again).to_be_visible()
    again.click()
    away = page.get_by_role("status").filter(has_text="The course can’t be reached. Your answers are kept.")
    expect(away.first).to_be_visible()
    expect(page.locator(".jp-Dialog")).to_have_count(0)
    start_learn(workspace=learn.workspace, port=learn.port)
    again.click()
    expect(page.locator(".jp-NotebookPanel[data-coprod-state=alive]")).to_be_visible()


def test_activity_that_fails_says_so_and_leaves_the_others_alone(learn, page):
    """A cell that can't be run shows a sentence and not a traceback, and the next activity still comes alive."""
    learn.put(
        "failing.ipynb", notebook(code('unit("04").activity("x")'), code(COUNTER), code("Counter()")), signed=True
    )
    page.goto(learn.address("failing.ipynb"))
    expect(counter(page)).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="This activity could not start.")).to_be_visible()
    expect(page.get_by_text("Traceback")).to_be_hidden()


def test_edit_of_the_learner_is_kept(learn, page):
    """What a learner writes into a notebook makes it dirty, and saving it keeps their words."""
    path = learn.put("counting.ipynb", counting(), signed=True)
    page.goto(learn.address("counting.ipynb"))
    process(page)
    page.get_by_role("button", name="Show the code").click()
    page.get_by_text("# Show it.").click()
    page.keyboard.press("End")
    page.keyboard.type(" My own words.")
    expect(page.locator(".jp-NotebookPanel-toolbar")).to_be_visible()
    # The page asks before it is left until it has heard that its file is saved.
    with page.expect_response(lambda one: one.request.method == "PUT" and "/api/contents/counting.ipynb" in one.url):
        page.keyboard.press("Control+s")
    expect(page.locator(".lm-TabBar-tab.jp-mod-dirty")).to_have_count(0)
    until(
        page,
        "() => fetch('/files/counting.ipynb', { cache: 'no-store' }).then(file => file.text())"
        ".then(text => text.includes('My own words.'))",
    )
    assert "My own words." in path.read_text("utf-8")
    page.reload()
    process(page)
    expect(page.get_by_text("My own words.")).to_be_visible()
