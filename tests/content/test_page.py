"""What a page may show of an item: never a key, never feedback; and the digest of what it shows."""

import json
import re

import msgspec
import pytest

from coprod_widgets.content import asks_of, digest, load_unit, page_view
from coprod_widgets.content.checks.lint import words_in
from coprod_widgets.content.schema import ChoiceItem, SortItem, Words

FORBIDDEN = set(
    "answer key feedback look deciding none_kind tempting arguments settles contested facts planted_name "
    "reason table agreed_by".split()
)


ITEMS = [item for number in ("00", "04") for item in load_unit(number).items]


def keys_in(view) -> set[str]:
    """Return every key anywhere in ``view``."""
    if isinstance(view, dict):
        return set(view).union(*map(keys_in, view.values()))
    if isinstance(view, list):
        return set().union(*map(keys_in, view))
    return set()


def texts_in(view) -> set[str]:
    """Return every text anywhere in ``view``."""
    if isinstance(view, dict):
        return set().union(*map(texts_in, view.values()))
    if isinstance(view, list):
        return set().union(*map(texts_in, view))
    return {view} if isinstance(view, str) else set()


def secrets_of(item) -> set[str]:
    """Return every text of ``item`` that a learner sees only after asking.

    The third hint repeats a fact of the story: that is no secret, only which fact it is.
    """
    holders, told = [], ""
    for case in item.cases if isinstance(item, SortItem) else []:
        holders += [case.feedback, case.look, case.deciding, case.arguments, case.settles]
        holders += [fact.feedback for fact in case.facts]
        told += " ".join(text or "" for words in [case.story, *case.facts] for text in (words.text, words.easy))
    for choice in [item, *getattr(item, "then", [])]:
        if isinstance(choice, ChoiceItem):
            holders += [one.feedback for one in choice.choices]
    found = [words for holder in holders for _, words in words_in(holder, "")]
    return {text for words in found for text in (words.text, words.easy) if text and text not in told}


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_no_page_view_holds_a_key_or_anything_that_gives_it_away(item):
    """Neither by name nor by text, at any depth."""
    view = page_view(item)
    assert set() == keys_in(view) & FORBIDDEN
    shown = json.dumps(view, ensure_ascii=False)
    assert [] == [secret for secret in secrets_of(item) if json.dumps(secret, ensure_ascii=False)[1:-1] in shown]


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_no_two_answers_of_one_item_differ_in_what_the_page_gets(item):
    """The view is the same whatever the key is."""
    if isinstance(item, SortItem):
        changed = [
            msgspec.structs.replace(case, answer="none" if case.answer else None, tempting="none")
            for case in item.cases
        ]
        assert page_view(item) == page_view(msgspec.structs.replace(item, cases=changed))
    elif isinstance(item, ChoiceItem) and item.key:
        other = [choice.id for choice in item.choices if choice.id not in item.key]
        assert page_view(item) == page_view(msgspec.structs.replace(item, key=other))


def test_a_sort_has_the_agreed_shape(small, write):
    """The page builds on these names."""
    view = page_view(load_unit("04", write(small)).item("sort-clear"))
    names = "id interaction prompt categories cases asks then confidence argued hints near".split()
    assert names == list(view)
    assert ({"id", "name", "line"}, {"id", "title", "story", "invented"}) == (
        set(view["categories"][0]),
        set(view["cases"][0]),
    )
    assert {"text": "Place each one.", "easy": "Place each one."} == view["prompt"]
    assert (True, False, True, 0.5) == (view["confidence"], view["argued"], view["hints"], view["near"])
    assert ["which-fact"] == [item["id"] for item in view["then"]]


def test_a_round_without_keys_is_argued(small, write):
    """Contested cases have no place that is right."""
    assert page_view(load_unit("04", write(small)).item("sort-argued"))["argued"]


def test_a_choice_says_only_whether_it_has_a_key(small, write):
    """A setting has none, and its page offers no check."""
    view = page_view(load_unit("04", write(small)).item("which-fact"))
    assert (["id", "interaction", "prompt", "choices", "many", "keyed", "predicts"], True) == (
        list(view),
        view["keyed"],
    )
    assert {"id": "asked", "text": "They were asked.", "easy": "They were asked."} == view["choices"][0]


def test_follow_up_questions_are_derived_case_by_case(small, write):
    """Each has its own id, its case and its kind; only the fact has a key."""
    content = load_unit("04", write(small))
    asks = asks_of(content.item("sort-clear"), content.approaches, content.interface)
    expected = [
        ("sort-clear.none-kind.garden", None),
        ("sort-clear.fact.garden", ["plants"]),
        ("sort-clear.need.garden", None),
        ("sort-clear.differently.garden", None),
    ]
    assert expected == [(ask.id, getattr(ask, "key", None)) for ask in asks if ask.case == "garden"]


def test_a_contested_case_can_be_seen_differently_too(small, write):
    """It is asked whether or not the item names it."""
    content = load_unit("04", write(small))
    asks = asks_of(content.item("sort-argued"), content.approaches, content.interface)
    assert ["sort-argued.need.argued-one", "sort-argued.differently.argued-one"] == [ask.id for ask in asks]


def test_facts_are_shuffled_the_same_way_every_time():
    """The order is fixed by the question's id, and is not that of the file for every case."""
    content = load_unit("04")
    sort = content.item("sort-hard")
    first, again = (
        {a.case: [c.id for c in a.choices] for a in asks_of(sort, content.approaches) if a.kind == "fact"}
        for _ in range(2)
    )
    assert first == again
    assert first != {case.id: [fact.id for fact in case.facts] for case in sort.cases}
    places = {
        ids.index(next(f.id for f in case.facts if f.deciding)) for case in sort.cases for ids in [first[case.id]]
    }
    assert len(places) > 1


def test_a_digest_is_of_ids_and_plain_words():
    """It has the form that records keep."""
    assert re.fullmatch(r"sha256:[0-9a-f]{64}", digest(load_unit("04").item("sort-clear")))


@pytest.mark.parametrize("name", ["sort-clear", "which-fact", "own-work", "sort-clear.fact.garden"])
def test_a_digest_changes_with_the_plain_words_alone(small, write, name):
    """Neither the Easy Read twin nor what the page does not show belongs to it."""
    item = load_unit("04", write(small)).item(name)
    easy = msgspec.structs.replace(item, prompt=Words(item.prompt.text, "Changed."))
    plain = msgspec.structs.replace(item, prompt=Words("Changed.", item.prompt.easy))
    assert digest(item) == digest(easy)
    assert digest(item) != digest(plain)


def test_a_digest_does_not_depend_on_feedback_or_key(small, write):
    """Better feedback does not make an answer old."""
    item = load_unit("04", write(small)).item("sort-clear")
    changed = [msgspec.structs.replace(case, feedback={}, answer="engagement", look=None) for case in item.cases]
    assert digest(item) == digest(msgspec.structs.replace(item, cases=changed))


def test_a_digest_changes_with_a_story(small, write):
    """A case that reads differently is another case."""
    item = load_unit("04", write(small)).item("sort-clear")
    changed = [msgspec.structs.replace(case, story=Words("Another.", case.story.easy)) for case in item.cases]
    assert digest(item) != digest(msgspec.structs.replace(item, cases=changed))
