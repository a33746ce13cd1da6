"""Shared JavaScript is put inline when a widget's class is defined, and a slip is an error, not a blank cell."""

import re

import pytest

from coprod_widgets import content
from coprod_widgets.widgets import _esm
from coprod_widgets.widgets.base import HERE

SCRIPTS = sorted(HERE.rglob("*.js"))
PAGES = sorted(HERE.glob("*.js"))


@pytest.fixture
def write(tmp_path):
    def make(**files):
        for stem, text in files.items():
            (tmp_path / f"{stem}.js").write_text(text)
        return tmp_path / "page.js"

    return make


def test_an_imported_module_stands_in_the_text_once(write):
    """Two ways to one module do not copy it twice, and the order is the order of need."""
    page = write(
        low='export function low() { return "low-body"; }\n',
        high='import { low } from "./low.js";\nexport function high() { return low(); }\n',
        page='import { high } from "./high.js";\nimport { low } from "./low.js";\nexport default { high, low };\n',
    )
    text = _esm.link(page)

    assert 1 == text.count("low-body")
    assert text.index("low-body") < text.index("function high")
    assert not re.search(r"^import ", text, re.MULTILINE)


def test_a_name_that_is_not_exported_is_an_error(write):
    """A misspelt import fails where it is written, with both files named."""
    page = write(low="export function low() {}\n", page='import { lwo } from "./low.js";\n')

    with pytest.raises(ImportError, match=r"page\.js: low\.js exports no lwo"):
        _esm.link(page)


def test_a_circle_of_imports_is_an_error(write):
    """Modules that need each other can't be put inline."""
    page = write(
        one='import { two } from "./two.js";\nexport function one() {}\n',
        two='import { one } from "./one.js";\nexport function two() {}\n',
        page='import { one } from "./one.js";\n',
    )

    with pytest.raises(ImportError, match="circle"):
        _esm.link(page)


def test_an_import_in_another_form_is_an_error(write):
    """What would leave a blank cell in the notebook is refused here."""
    page = write(low="export function low() {}\n", page='import * as low from "./low.js";\n')

    with pytest.raises(ImportError, match="can't be put inline"):
        _esm.link(page)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_pages_never_write_markup_never_log_and_never_reach_out(path):
    """Text goes in as text; nothing is fetched; nothing is left in the console."""
    # How drawings are told from text: a name, and no address that anything is fetched from.
    source = path.read_text(encoding="utf-8").replace('"http://www.w3.org/2000/svg"', "")

    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|console\.|fetch\(|https?:", source
    )


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_page_hands_out_what_anywidget_calls(path):
    """The text that reaches the browser ends in the one export; that it is alive is for the browser tests."""
    assert _esm.link(path).rstrip().endswith("export default { render };")


def said():
    """Return the keys that pages and widgets ask for, whole or up to a gap, from every ``say(…)`` there is."""
    whole, stems = set(), set()
    for path in (*SCRIPTS, *HERE.glob("*.py"), *HERE.parent.glob("desk/*.py")):
        source = path.read_text(encoding="utf-8")
        for call in re.findall(r"\bsay\(([^;]{1,160}?)[,)]\s", source):
            whole |= set(re.findall(r'"([a-z][a-z0-9-]+)"', call))
        stems |= set(re.findall(r"`((?:verdict|choice|status|sure|balance)-)\$\{", source))
        whole |= set(re.findall(r'"(verdict-[a-z]+|sure-[a-z]+|scheme[a-z-]*|hint-[a-z]+|sure-[0-9])"', source))
    return whole - {"text", "easy"}, stems  # those two are the ways to read a text


def test_a_text_that_a_page_says_is_in_the_catalogue():
    """Every key that a page or a widget asks for has words."""
    catalogue = content.load_interface()
    whole, stems = said()

    assert set() == whole - set(catalogue)
    assert [] == [stem for stem in stems if not any(key.startswith(stem) for key in catalogue)]
    assert len(whole) > 40


def test_every_text_of_the_catalogue_is_said_somewhere():
    """Words that nobody reads are not kept."""
    names = ("commands", "content", "desk", "exercises", "figures", "lab", "learner", "marking", "paper", "parcels")
    rooms = [HERE.parent, HERE, *(HERE.parent / name for name in names)]
    sources = [*SCRIPTS, *(path for room in rooms for path in room.glob("*.py"))]
    text = "".join(path.read_text(encoding="utf-8") for path in sources)
    _, stems = said()

    unsaid = [key for key in content.load_interface() if f'"{key}"' not in text and not key.startswith(tuple(stems))]
    assert [] == unsaid
