"""The page of feedback: what a person typed is text, and a trainer's other notebooks keep what they have."""

import pytest
from nbconvert.exporters import HTMLExporter
from nbformat import v4
from traitlets.config import Config

from coprod_widgets.marking.pages import OURS, template_folders


@pytest.fixture(scope="module")
def page():
    """The page of a notebook that is no exercise of the course, with a comment in markup; late."""
    marked = {"grade": True, "solution": True, "task": False, "grade_id": "q", "score": 1.5, "points": 2.0}
    graded = v4.new_code_cell(
        "say('hello')",
        outputs=[v4.new_output("stream", text="<script>hello</script>")],
        metadata={"nbgrader": marked | {"comment": "<b>Good</b> **indeed**"}},
    )
    config = Config()
    config.HTMLExporter.template_name = "feedback"
    config.HTMLExporter.extra_template_basedirs = template_folders()
    told = {"notebook": "other", "score": 1.0, "max_score": 2.0, "late_penalty": 0.5}
    notebook = v4.new_notebook(cells=[v4.new_markdown_cell("Say hello."), graded])
    return HTMLExporter(config=config).from_notebook_node(notebook, {"nbgrader": told})[0]


def test_our_templates_come_before_nbgrader_s():
    first, second = template_folders()

    assert str(OURS) == first
    assert second.endswith("templates")
    assert "nbgrader" in second


def test_another_notebook_keeps_its_text_its_code_and_its_outputs(page):
    assert "Say hello." in page
    assert "hello" in page.partition('<div class="input_area">')[2]
    assert "&lt;script&gt;hello&lt;/script&gt;" in page


def test_a_comment_is_the_text_that_was_typed(page):
    assert "&lt;b&gt;Good&lt;/b&gt; **indeed**" in page


def test_what_is_taken_off_is_said_in_plain_words_and_easy_read(page):
    assert "Marks: 1.5 of 2." in page
    assert "Taken off because it was late: 0.5." in page
    assert "It was late. So we took off: 0.5." in page


def test_the_page_has_no_script_and_names_no_address(page):
    assert "<script" not in page
    assert "://" not in page
