"""Sorting: what a check shows, hints, trying again, arguments, and a learner's own cases."""

import pytest

from coprod_widgets import ScenarioSorter, content
from coprod_widgets.content import ContentError

UNIT = content.load_unit("04")


@pytest.fixture
def kept(keeper):
    return keeper.kept


@pytest.fixture
def sorter(keeper):
    return lambda item_id, **how: ScenarioSorter(UNIT.item(item_id), keeper=keeper, **how)


def right(item):
    return {case.id: case.answer for case in item.cases}


def test_a_check_shows_the_feedback_of_what_was_chosen_and_of_nothing_else(sorter):
    """The feedback of the other choices stays in Python."""
    item = UNIT.item("sort-clear")
    widget = sorter("sort-clear")
    widget.value = {"visitor-permits": "engagement"}
    widget.check()
    case = next(case for case in item.cases if case.id == "visitor-permits")

    found = widget.result["cases"]["visitor-permits"]
    assert ("engagement", "near", 0.5, 1.0) == tuple(found[k] for k in ("category", "verdict", "mark", "max"))
    assert case.feedback["engagement"].text == found["feedback"]["text"]
    assert case.feedback["consultation"].text not in str(widget.result)


def test_a_card_not_placed_gets_no_feedback_and_is_called_not_placed(sorter):
    """An open card is not treated as a wrong one."""
    widget = sorter("sort-clear")
    widget.check()

    assert {"unplaced"} == {found["verdict"] for found in widget.result["cases"].values()}
    assert {None} == {
        found["feedback"]["text"] if found["feedback"] else None for found in widget.result["cases"].values()
    }


def test_a_check_is_kept_with_its_score_and_its_facts(sorter, kept):
    """The sorting and each answered deciding fact become records of their own."""
    widget = sorter("sort-hard")
    widget.value = right(UNIT.item("sort-hard"))
    fact = UNIT.item("sort-hard.fact.ines-plan")
    widget.answers = {fact.id: list(fact.key)}
    widget.confidence = 1.0
    widget.check()

    sorting, facts = [one for one in kept if one.checked]
    assert ("sort-hard", 1.0, 1.0) == (sorting.item, sorting.score.scaled, sorting.confidence)
    assert (fact.id, 1.0, None) == (facts.item, facts.score.scaled, facts.confidence)


def test_moving_a_card_is_kept_without_a_score(sorter, kept):
    """Every card placed is on disk at once; marks come only with a check."""
    widget = sorter("sort-clear")
    widget.set_state({"via": "drag", "value": {"visitor-permits": "consultation"}})

    [one] = kept
    assert ("sort-clear", {"visitor-permits": "consultation"}) == (one.item, one.response)
    assert (False, None, "drag") == (one.checked, one.score, one.via)


def test_all_routes_keep_the_same_answer(sorter, kept):
    """Drag, tap, keyboard and list leave the same record but for the name of the route."""
    for via in ("drag", "tap", "keyboard", "list"):
        sorter("sort-clear").set_state({"via": via, "value": {"visitor-permits": "consultation"}})

    assert 1 == len({(one.item, str(one.response), one.checked, one.score) for one in kept})
    assert ["drag", "tap", "keyboard", "list"] == [one.via for one in kept]


def test_what_python_sets_is_kept_as_set_by_python(sorter, kept):
    """A value set in a cell is not recorded as the route that was used last."""
    widget = sorter("sort-clear")
    widget.set_state({"via": "drag", "value": {"visitor-permits": "consultation"}})
    widget.value = {"visitor-permits": "engagement"}

    assert ["drag", "python"] == [one.via for one in kept]


def test_hints_climb_a_ladder_and_never_touch_the_mark(sorter):
    """First what to ask, then where to look, then the fact; then there is no more."""
    item = UNIT.item("sort-clear")
    case = item.cases[0]
    widget = sorter("sort-clear")
    steps = []
    for _ in range(4):
        widget.hint(case.id)
        steps.append((len(widget.hints[case.id]["shown"]), widget.hints[case.id]["more"]))
    widget.value = right(item)

    assert [(1, True), (2, True), (3, False), (3, False)] == steps
    assert [case.look.text, case.deciding.text] == [hint["text"] for hint in widget.hints[case.id]["shown"][1:]]
    assert 1.0 == widget.check().scaled


def test_trying_again_keeps_what_was_right_and_gives_the_rest_back(sorter):
    """The learner goes on where it was hard."""
    widget = sorter("sort-clear")
    widget.value = {"visitor-permits": "consultation", "repairs-leaflet": "consultation"}
    widget.check()
    widget.retry()

    assert {"visitor-permits": "consultation"} == widget.value
    assert {"visitor-permits": "consultation"} == widget.right_before
    assert {} == widget.result


def test_after_full_marks_sorting_again_starts_anew(sorter):
    """Sort again means all cards."""
    widget = sorter("sort-clear")
    widget.value = right(UNIT.item("sort-clear"))
    widget.check()
    widget.retry()

    assert ({}, {}) == (widget.value, widget.right_before)


def test_a_fact_that_was_not_the_right_one_is_asked_again(sorter, kept):
    """With every card right and a fact wrong, trying again keeps the cards and asks the fact anew."""
    widget = sorter("sort-pair-garden")
    fact = UNIT.item("fact-garden")
    wrong = next(choice.id for choice in fact.choices if choice.id not in fact.key)
    widget.value = right(UNIT.item("sort-pair-garden"))
    widget.answers = {fact.id: [wrong]}
    widget.check()
    assert not widget.result["over"]
    widget.retry()

    assert right(UNIT.item("sort-pair-garden")) == widget.value
    assert {} == widget.answers
    assert (fact.id, []) == (kept[-1].item, kept[-1].response)
    widget.answers = {fact.id: list(fact.key)}
    widget.check()
    assert widget.result["over"]


def test_sorting_contested_cases_again_starts_anew(sorter):
    """Where nothing is right or wrong, all cards come back."""
    widget = sorter("sort-argued")
    widget.value = {"street-vote": "depends"}
    widget.check()
    widget.retry()

    assert ({}, {}) == (widget.value, widget.result)


def test_how_sure_one_was_belongs_to_its_attempt(sorter, kept):
    """Trying again asks anew."""
    widget = sorter("sort-clear")
    widget.confidence = 1.0
    widget.check()
    widget.retry()

    assert widget.confidence is None
    assert kept[-1].confidence is None


def test_trying_again_reaches_the_page_as_one_change(sorter, monkeypatch):
    """The page moves the focus when the result goes; by then it must know which cards are open."""
    widget = sorter("sort-clear")
    widget.value = {"visitor-permits": "engagement", "report-app": "co-design"}
    widget.check()
    sent = []
    monkeypatch.setattr(
        widget, "send_state", lambda key=None: sent.append({key} if isinstance(key, str) else set(key or ()))
    )
    widget.retry()

    [together] = [keys for keys in sent if "result" in keys]
    assert {"value", "result", "right_before"} <= together


def test_the_course_s_readings_are_shown_only_after_a_check(sorter):
    """Asking for the readings before a check shows nothing."""
    widget = sorter("sort-clear")
    widget.reveal()
    assert {} == widget.result

    widget.value = {"visitor-permits": "engagement"}
    widget.check()
    widget.reveal()
    assert "consultation" == widget.result["reveal"]["visitor-permits"]["category"]


def test_cards_not_placed_are_still_to_do_and_not_counted_as_misses(sorter):
    """The summary tells of what was placed; the marks, by the scheme as printed, stand in a line of their own."""
    widget = sorter("sort-clear")
    widget.value = {"visitor-permits": "engagement", "report-app": "co-design"}
    widget.check()

    expected = "Placed so far: 2 of 6 cards. Where the course puts them: 1 of these 2. Still to do: 4."
    assert expected == widget.result["summary"]["text"]
    assert "Marks: 1½ of 6." == widget.result["marks"]["text"]


def test_facts_not_chosen_are_still_to_do(sorter):
    """The same goes for the deciding facts: none, some, all."""
    item, sums = UNIT.item("sort-hard"), []
    facts = [ask for ask in sorter("sort-hard").asks if ask.kind == "fact"]
    for count in (0, 2, len(facts)):
        widget = sorter("sort-hard")
        widget.value = right(item)
        widget.answers = {fact.id: list(fact.key) for fact in facts[:count]}
        widget.check()
        sums.append(widget.result["summary"]["text"].removeprefix("6 of 6 cards lie where the course puts them. "))

    assert [
        "Deciding facts still to choose: 6.",
        "Deciding facts chosen so far: 2 of 6. As the course reads them: 2 of these 2. Still to choose: 4.",
        "Deciding facts: 6 of 6 as the course reads them.",
    ] == sums


def test_nothing_placed_is_said_without_a_nought(sorter):
    """A check of an empty table says only what there is to do."""
    widget = sorter("sort-clear")
    widget.check()

    assert "No card is placed yet. Still to do: 6." == widget.result["summary"]["text"]


@pytest.mark.parametrize(("chosen", "same"), [("own", True), ("handed-over", False)])
def test_the_result_says_which_kind_of_none_the_course_sees(sorter, chosen, same):
    """What was chosen for a card of none of these stands beside what the course says, and is not marked."""
    widget = sorter("sort-clear")
    widget.value = {"peer-service": "none"}
    widget.answers = {"sort-clear.none-kind.peer-service": [chosen]}
    score = widget.check()

    kind = widget.result["cases"]["peer-service"]["kind"]
    assert (same, "People's own") == (kind["same"], kind["course"]["text"])
    assert 1.0 == score.raw


@pytest.mark.parametrize(
    ("case", "place", "answers"),
    [
        ("peer-service", "none", {}),
        ("peer-service", "co-production", {"sort-clear.none-kind.peer-service": ["own"]}),
        ("report-app", "none", {"sort-clear.none-kind.report-app": ["own"]}),
    ],
)
def test_no_kind_is_said_where_there_is_none_to_compare(sorter, case, place, answers):
    """Not where none was chosen, nor for a card that lies elsewhere or belongs elsewhere."""
    widget = sorter("sort-clear")
    widget.value = {case: place}
    widget.answers = answers
    widget.check()

    assert widget.result["cases"][case]["kind"] is None


def test_no_kind_of_none_leaves_python_before_the_check(sorter):
    """What the page holds does not tell which of the kinds is the course's."""
    widget = sorter("sort-clear")
    kinds = {
        ask["id"]: [choice["id"] for choice in ask["choices"]]
        for ask in widget.item["asks"]
        if ask["kind"] == "none-kind"
    }

    assert 6 == len(kinds)
    assert 1 == len(set(map(tuple, kinds.values())))
    assert "none_kind" not in str(widget.get_state())


def test_once_checked_stays_checked(sorter):
    """Trying again does not take back that the result was asked for."""
    widget = sorter("sort-clear")
    states = [widget.checked]
    widget.value = {"visitor-permits": "engagement"}
    widget.check()
    states.append(widget.checked)
    widget.retry()
    states.append(widget.checked)

    assert [False, True, True] == states


def test_how_sure_is_shown_beside_the_result_and_never_marked(sorter):
    """The learner sees what they said; the mark is the same."""
    item = UNIT.item("sort-clear")
    marks = []
    for sure in (None, 0.0, 0.5, 1.0):
        widget = sorter("sort-clear")
        widget.confidence = sure
        widget.value = right(item)
        marks.append(widget.check().raw)
        assert (widget.result["sure"] is None) == (sure is None)

    assert [6.0] * 4 == marks
    assert "very sure" in widget.result["sure"]["text"]


def test_contested_cases_show_both_arguments_and_no_mark(sorter, kept):
    """In the argued round nothing is right or wrong; each argument names its bar."""
    widget = sorter("sort-argued")
    widget.value = {"street-vote": "depends"}
    score = widget.check()

    found = widget.result["cases"]["street-vote"]
    assert score is None
    assert "argued" == found["verdict"]
    assert len(found["arguments"]) >= 2
    assert all(argument["bar"]["text"] for argument in found["arguments"])
    assert found["settles"]["text"]
    assert (True, None) == (kept[-1].checked, kept[-1].score)


def test_the_result_says_who_agreed_the_readings_and_when(sorter):
    """The keys are argued readings, and the page says whose."""
    widget = sorter("sort-clear")
    widget.check()

    assert "the course's writers only, 21 November 2026" in widget.result["agreed"]["text"]


# --- a learner's own cases -------------------------------------------------------------------------


def test_own_cases_need_only_a_story():
    """Five lines are enough to have a sorter of one's own."""
    widget = ScenarioSorter(cases=[{"story": "A plan is finished. People are asked what they think."}])

    assert ["case-1"] == [case["id"] for case in widget.item["cases"]]
    assert {} == widget.value
    widget.value = {"case-1": "consultation"}
    assert widget.check() is None
    assert "own" == widget.result["cases"]["case-1"]["verdict"]


def test_own_cases_with_answers_are_marked_like_the_course_s():
    """One marking function for everybody's cases."""
    widget = ScenarioSorter(
        cases=[{"story": "One.", "answer": "engagement", "feedback": {"co-design": "Look who wrote it."}}]
    )
    widget.value = {"case-1": "co-design"}

    assert 0.5 == widget.check().raw
    assert "Look who wrote it." == widget.result["cases"]["case-1"]["feedback"]["text"]


def test_own_cases_come_from_a_yaml_file_too(tmp_path):
    """A path is as good as a list."""
    path = tmp_path / "mine.yaml"
    path.write_text("- {id: tea, title: Tea, story: People make the tea., answer: none, none_kind: own}\n")
    widget = ScenarioSorter(cases=path)
    widget.value = {"tea": "none"}

    assert 1.0 == widget.check().scaled


def test_own_cases_that_do_not_fit_are_named(tmp_path):
    """The message says where, what was got and what is allowed."""
    with pytest.raises(ContentError, match=r"answer: got 'codesign'; allowed: consultation"):
        ScenarioSorter(cases=[{"story": "One.", "answer": "codesign"}])
    with pytest.raises(ContentError, match=r"nowhere\.yaml"):
        ScenarioSorter(cases=tmp_path / "nowhere.yaml")


def test_own_categories_may_be_fewer():
    """A pair of categories is enough."""
    widget = ScenarioSorter(cases=[{"story": "One."}], categories=["consultation", "engagement"])

    assert ["consultation", "engagement"] == [category["id"] for category in widget.item["categories"]]


def test_the_picture_shows_no_key_before_the_readings_are_shown():
    """Where the course puts a card is drawn only for who has asked to see it; then with its words."""
    widget = ScenarioSorter(content.load_unit("04").item("sort-clear"))
    first, *others = widget.shows.cases
    wrong = next(one for one in widget.shows.categories if one != first.answer)
    widget.value = {first.id: wrong} | {case.id: case.answer for case in others}
    widget.check()
    widget._on_message(widget, {"kind": "picture", "dark": False}, [])
    assert {} == widget.picture
    widget.reveal()
    widget._on_message(widget, {"kind": "picture", "dark": True}, [])
    assert widget.picture["address"].startswith("data:image/svg+xml;base64,")
    assert first.title.text in widget.picture["words"]
    widget.retry()
    assert {} == widget.picture
