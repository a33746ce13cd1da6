"""A notebook runs by itself only when it is signed, or made of the course's own few sentences."""

import pytest
from playwright.sync_api import expect
from small_notebooks import ACTIVITY, TOOLS, code, marking, notebook, text

from coprod_widgets.lab.page_config import extensions_url

ALIVE = ".jp-NotebookPanel[data-coprod-state=alive]"
REFUSED = ".jp-NotebookPanel[data-coprod-state=refused]"
MODULE = f"{extensions_url()}/coprod-lab/static/closed-forms.js"
CLOSED = [
    "",
    "\n",
    "# Only a comment: import os",
    "from coprod_widgets import unit",
    "# Open the tools.\nfrom coprod_widgets import unit\n",
    'unit("04").activity("sort-clear")',
    'unit("04").check("when-consult")  ',
    'unit("00").start()',
    'unit("04").opening()',
    'unit("00").glossary()',
    'unit("00").sources()',
    'unit("00").review()',
    'unit("00").answers()',
    'unit("03").figure("two-clubs")',
    "# Set up this exercise\nfrom coprod_widgets import exercise",
    '# One question\nexercise("ex2-power").question("trail-power")',
    "# What this question earns, after you have handed in\n",
    'exercise("ex2-power").hand_in()',
    '# Hand in\nexercise("ex2-power").hand_in()\n',
    '# One.\r\n\r\nunit("04").activity("a.b-1")\r\nunit("04").check("c")',
]
OPEN = [
    'exercise("ex2-power").question("a").mark()',
    'exercise("ex2-power").question(a)',
    'exercise("ex2-power").hand_in("a")',
    'exercise("ex2-power").hand_in',
    'exercise("ex2-power").hand_in().hand_in("a")',
    'exercise("ex2-power").hand_in(); import os',
    'unit("04").hand_in()',
    'exercise("ex2-power").check("a")',
    "from coprod_widgets import exercise, unit",
    'from coprod_widgets.marking.cell import mark_here\nmark_here("a", "b")',
    "import os",
    "print(1)",
    "from coprod_widgets import *",
    "from coprod_widgets import unit, os",
    "from coprod_widgets import unit as print",
    "from coprod_widgets import unit; import os",
    "import coprod_widgets",
    " from coprod_widgets import unit",
    'unit("04").activity("a"); import os',
    'unit("04").activity("a") # and a comment',
    'unit("04").activity("a").__class__',
    'unit("04").activity("a" + "b")',
    "unit('04').activity('a')",
    'unit("04").activity("A")',
    'unit("04").activity("a_b")',
    'unit("04").activity("a\\")',
    'unit("04").activity("a\nb")',
    'unit("04").activity("../a")',
    'unit(f"04").activity("a")',
    'unit("04")',
    'unit("04").start',
    'unit("03").figure("two-clubs").savefig("a")',
    'unit("03").figure()',
    'unit("04").start(1)',
    'unit("04").opening("a")',
    'unit("04").glossary',
    'unit("04").item("a")',
    'unit ("04").activity("a")',
    "#\\\nimport os",
    "#\x0cimport os\nimport os",
    "# a\x0bimport os\rimport os",
    # Python ends a line at each of these, and would run what follows.
    *(f"# A comment{end}import os" for end in "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"),
    "%run x.py",
    "!ls",
    'unit("04").activity("a")\\\n.x',
    '"""\nunit("04").activity("a")\n"""',
    'unit("04").activity("а")',
    'unit("04").activity("a")\u2028import os',
    "\ufefffrom coprod_widgets import unit",
    # IPython ends a line at each of these, also in the middle of a comment.
    *(f'# Start.{end}!true{end}import os\nunit("04").start()' for end in "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"),
    "?unit",
    'unit("04").activity("a")?',
]


def test_closed_forms(learn, page):
    """The course's own sentences count as safe, and no other text does, however alike it looks."""
    page.goto(f"http://127.0.0.1:{learn.port}{MODULE}?token={learn.token}")
    judge = f"async sources => {{ const m = await import('{MODULE}'); return sources.map(s => m.isClosedForm(s)); }}"
    assert dict.fromkeys(CLOSED, True) == dict(zip(CLOSED, page.evaluate(judge, CLOSED), strict=True))
    assert dict.fromkeys(OPEN, False) == dict(zip(OPEN, page.evaluate(judge, OPEN), strict=True))


def test_unsigned_closed_forms_run(learn, page):
    """A notebook that was fetched or unzipped, and so has no signature, is alive when it holds closed forms only."""
    learn.put("unzipped.ipynb", notebook(text("# Unzipped"), code(TOOLS), code(ACTIVITY)))
    page.goto(learn.address("unzipped.ipynb"))
    expect(page.locator(".coprod-widget")).to_be_visible()
    expect(page.get_by_role("button", name="Run it anyway")).to_be_hidden()


@pytest.mark.parametrize("extra", [(), (TOOLS, ACTIVITY)], ids=["foreign", "foreign-among-closed-forms"])
def test_unsigned_code_does_not_run(learn, page, extra):
    """Unsigned code of any other kind is not run, is shown, and the page says why and offers to run it."""
    path = learn.put("foreign.ipynb", marking("was-run", *extra))
    before = path.read_bytes()
    ran = learn.workspace / "was-run"
    ran.unlink(missing_ok=True)
    page.goto(learn.address("foreign.ipynb"))
    expect(page.locator(REFUSED)).to_be_visible()
    expect(page.get_by_role("alert").filter(has_text="Nothing on this page has been run")).to_be_visible()
    expect(page.locator(".jp-CodeCell .cm-content").first).to_contain_text("was-run")
    # The kernel is there and has nothing to do: it would have run by now.
    learn.kernel("foreign.ipynb")
    assert not ran.exists()
    page.get_by_role("button", name="Run it anyway").click()
    expect(page.locator(ALIVE)).to_be_visible()
    assert ran.exists()
    expect(page.get_by_role("alert").filter(has_text="Nothing on this page")).to_have_count(0)
    assert before == path.read_bytes()


def test_refused_code_does_not_run_after_a_restart(learn, page):
    """A restart of the kernel does not run what was not run before."""
    learn.put("foreign.ipynb", marking("was-run"))
    page.goto(learn.address("foreign.ipynb"))
    kernel = learn.kernel("foreign.ipynb")
    (learn.workspace / "was-run").unlink(missing_ok=True)
    learn.ask(f"kernels/{kernel}/restart", "POST")
    page.reload()
    expect(page.locator(REFUSED)).to_be_visible()
    assert kernel == learn.kernel("foreign.ipynb")
    assert not (learn.workspace / "was-run").exists()


def test_trusted_flag_in_the_file_counts_for_nothing(learn, page):
    """A notebook that calls its own cells trusted is not believed."""
    lying = marking("was-run")
    for cell in lying["cells"]:
        cell["metadata"]["trusted"] = True
    learn.put("lying.ipynb", lying)
    page.goto(learn.address("lying.ipynb"))
    expect(page.locator(REFUSED)).to_be_visible()


def test_file_beside_the_notebook_shadows_no_module(learn, page):
    """A json.py or a coprod_widgets.py in the folder is not imported by the kernel."""
    names = ("json.py", "coprod_widgets.py", "anywidget.py", "usercustomize.py")
    for name in names:
        (learn.workspace / name).write_text("open('shadowed', 'w').close()\nraise RuntimeError", "utf-8")
    try:
        learn.put("unzipped.ipynb", notebook(code(TOOLS), code(ACTIVITY)))
        page.goto(learn.address("unzipped.ipynb"))
        expect(page.locator(".coprod-widget")).to_be_visible()
        assert not (learn.workspace / "shadowed").exists()
    finally:
        for name in names:
            (learn.workspace / name).unlink()


def test_other_notebooks_are_left_alone(learn, page):
    """A notebook that is not the course's is not run and keeps JupyterLab's menus, code and prompts."""
    path = learn.put("mine.ipynb", marking("was-run") | {"metadata": notebook(course=False)["metadata"]}, signed=True)
    before = path.read_bytes()
    (learn.workspace / "was-run").unlink(missing_ok=True)
    page.goto(learn.address("mine.ipynb"))
    learn.kernel("mine.ipynb")
    expect(page.get_by_role("menuitem", name="Kernel")).to_be_visible()
    expect(page.locator(".jp-SideBar.jp-mod-left")).to_be_visible()
    expect(page.locator(".jp-InputPrompt").last).to_be_visible()
    expect(page.get_by_role("button", name="Show the code")).to_have_count(0)
    assert not (learn.workspace / "was-run").exists()
    assert before == path.read_bytes()
