"""Stories: every kind of problem has its sentence, and every way through one is tried."""

import copy
import itertools
import json
import time
from pathlib import Path

import pytest

from coprod_widgets.content import ContentError, load_balance, load_course, load_own_story, load_unit, story_item
from coprod_widgets.content.checks.path import check_path
from coprod_widgets.content.checks.stories import check_course_story
from coprod_widgets.content.page import digest, page_view
from coprod_widgets.content.reader import read_file
from coprod_widgets.content.stories import Story
from coprod_widgets.content.trying import try_every_way
from coprod_widgets.content.walking import Walker, final_rule

GARDEN = Path(__file__).parents[1] / "story" / "garden.yaml"


@pytest.fixture
def tree():
    """Give the small story as its file has it, to be broken one thing at a time."""
    return read_file(GARDEN, "garden.yaml")[0]


def problems_of(tree):
    """Return what is said about a learner's story."""
    with pytest.raises(ContentError) as caught:
        story_item(tree)
    return caught.value.problems


def option(tree, id_):
    """Return an option of a story's tree."""
    return next(one for decision in tree["decisions"] for one in decision["options"] if one["id"] == id_)


def test_the_small_story_has_no_problems():
    """Read as a course's and as a learner's."""
    story, problems = load_own_story(GARDEN), []
    check_course_story(story, "stories/garden.yaml", load_balance(), problems)

    assert [] == problems
    assert (0, ["No problems: 4 decisions."]) == check_path(GARDEN)


def test_a_scene_and_two_options_are_enough():
    """Ids, titles and meters are made up."""
    item = story_item(
        {"decisions": [{"scene": "Rain.", "options": [{"choice": c, "happened": "It did."} for c in "ab"]}]}
    )

    assert ("own-story", ["option-1-1", "option-1-2"], 4, 12) == (
        item.id,
        list(item.story.options),
        item.story.trust,
        item.story.weeks,
    )


@pytest.mark.parametrize(
    ("break_it", "sentence"),
    [
        (
            lambda t: option(t, "town-digs").update(id="show-plan"),
            "decisions[1].options[0].id: 'show-plan' is the id of",
        ),
        (
            lambda t: t["decisions"][1].update(id="first-word"),
            "decisions[1].id: 'first-word' is the id of another decision",
        ),
        (
            lambda t: option(t, "keys-over").update(after=["ask-frist"]),
            "options[2].after[0]: no earlier decision has the option 'ask-frist'; the nearest is 'ask-first'",
        ),
        (
            lambda t: option(t, "keys-over").update(after=["town-signs"]),
            "decisions[1].options[2].after[0]: no earlier decision has the option 'town-signs'",
        ),
        (
            lambda t: option(t, "sign-together").update(needs={"luck": "4"}),
            "needs.luck: unknown key 'luck'; allowed: trust, weeks, plan, design, decide, deliver, review",
        ),
        (
            lambda t: option(t, "sign-together").update(needs={"trust": "40"}),
            "decisions[2].options[0]: no way leads to 'sign-together'; its needs or after are never met",
        ),
        (
            lambda t: option(t, "town-signs").update(needs={"trust": "4"}),
            "decisions[2].options: on some way none of these can be chosen; allowed: one without needs or after",
        ),
        (
            lambda t: option(t, "town-digs").update(moves={"plan": "5"}),
            "moves.plan: got '5'; allowed: a whole number from 0 to 4",
        ),
        (
            lambda t: option(t, "town-digs").update(moves={"plan": "1"}, adds={"plan": "1"}),
            "decisions[1].options[0].adds.plan: it is in moves as well; allowed: one of the two",
        ),
        (
            lambda t: t["endings"][0].update(rules=["coproduction"]),
            "endings[0].rules[0]: balance.yaml has no rule 'coproduction'; the nearest is 'co-production'",
        ),
        (
            lambda t: t["endings"][2].update(rules=["consultation", "engagement"], extra=[]),
            "endings: a way ends with rule 5 ('helping'), and no ending has it",
        ),
        (lambda t: t["endings"][1].update(rules=["user-led"]), "endings[1]: no way leads to 'drawn'"),
        (
            lambda t: t["endings"][0].update(extra=[{"rule": "already-decided", "text": "So."}]),
            "endings[0].extra[0].rule: got 'already-decided'; allowed: co-production, nothing-returned-or-only-paid",
        ),
        (
            lambda t: t["endings"][2]["trust"].update(at_least="40"),
            "endings[2].trust.more: no way ends with more trust than that here",
        ),
        (
            lambda t: t["out_of_weeks"].update(before="the-monye"),
            "out_of_weeks.before: there is no decision 'the-monye'; the nearest is 'the-money'",
        ),
        (
            lambda t: (option(t, "ask-first").pop("paid"), option(t, "ask-first")["moves"].update(weeks="-1")),
            "'ask-first' is at least as good as 'show-plan' on every meter; allowed: that where paid: says",
        ),
        (
            lambda t: t["decisions"][0].update(options=t["decisions"][0]["options"][:1]),
            "decisions[0].options: got 1; allowed: two",
        ),
    ],
)
def test_every_problem_of_a_story_has_its_sentence(break_it, sentence, tree):
    """File, place, value and what is allowed."""
    break_it(tree)

    assert any(sentence in one for one in problems_of(tree)), problems_of(tree)


def test_more_is_asked_of_a_story_of_the_course(tree):
    """Easy Read, why, who paid, who agreed it, a file of its own name, and nobody quoted."""
    broken = copy.deepcopy(tree)
    del broken["key"], broken["role"]
    del option(broken, "show-plan")["why"], option(broken, "town-digs")["paid"]
    broken["decisions"][0]["scene"] = {"text": 'He says "no".'}
    problems = []
    check_course_story(story_item(broken).story, "stories/park.yaml", load_balance(), problems)

    assert {
        "stories/park.yaml: $.story: got 'garden'; allowed: the word that names the file",
        "stories/park.yaml: $: the key 'role' is missing",
        "stories/park.yaml: $: the key 'key' is missing",
        "stories/park.yaml: $.decisions[0].options[0]: the key 'why' is missing; every option says why, and who paid",
        "stories/park.yaml: $.decisions[1].options[0]: the key 'paid' is missing; every option says why, and who paid",
        "stories/park.yaml: $.decisions[0].scene: the Easy Read twin is missing; write easy: beside text:",
        "stories/park.yaml: $.decisions[0].scene.text: double quotation marks; speech in an invented case is reported",
    } == set(problems)


def test_every_way_tried_at_once_is_every_way_walked():
    """What can be chosen, and what the last balances say, is what walking each path finds."""
    story, balance = load_own_story(GARDEN), load_balance()
    walker, chosen, rules, skipped = Walker(story), set(), set(), False
    ways = [walker.begin()]
    while ways:
        standing = ways.pop()
        skipped = skipped or standing.skipped
        if walker.decision(standing) is None:
            rules.add(final_rule(balance, standing).id)
        for one in walker.offered(standing):
            chosen.add(one.id)
            ways.append(walker.choose(standing, one))
    tried = try_every_way(story, balance)

    assert (chosen, rules, skipped, set()) == (tried.chosen, set(tried.rules), tried.skipped, tried.stuck)


def test_a_story_of_fourteen_decisions_is_tried_in_a_moment(tree):
    """Three to the fourteenth paths merge into some thousands of steps."""
    moves = [
        {"trust": "2", "weeks": "-4", "plan": "2", "brings": ["ideas"]},
        {"weeks": "-1", "adds": "design"},
        {"trust": "-1", "decide": "2", "brings": ["action"]},
    ]
    decisions = []
    for place in range(14):
        options = []
        for letter, move in zip("abc", moves, strict=True):
            move = dict(move)
            adds = {move.pop("adds"): "1"} if "adds" in move else {}
            options.append({"id": f"{letter}-{place}", "choice": "x", "happened": "x", "moves": move, "adds": adds})
        options[2]["needs"] = {"trust": str(place // 3)}
        decisions.append({"id": f"at-{place}", "title": "x", "scene": "x", "options": options})
    item = story_item({"title": "Long", "weeks": "44", "decisions": decisions})
    times = []
    for _ in range(2):
        start = time.process_time()
        try_every_way(item.story, load_balance())
        times.append(time.process_time() - start)

    assert min(times) < 4


def course(small, tree):
    """Return the small course with the small story in it."""
    item = {
        "id": "corner",
        "interaction": "story",
        "story": "garden",
        "prompt": {"text": "Walk it.", "easy": "Walk it."},
    }
    small["units/04.yaml"]["items"].append(item)
    return small | {"stories/garden.yaml": tree}


def test_a_unit_gets_the_story_that_its_item_names(small, write, tree):
    """From the folder of stories, and only where an item asks for one; questions about it are found as well."""
    folder = write(course(small, tree))
    story = load_course(folder).stories["garden"]

    assert story == load_unit("04", folder).item("corner").story
    assert isinstance(story, Story)


def test_a_story_that_is_not_there_or_not_used_is_said(small, write, tree):
    """With the nearest that there is."""
    broken = course(small, tree)
    broken["units/04.yaml"]["items"][-1]["story"] = "gardn"
    with pytest.raises(ContentError) as caught:
        load_course(write(broken))

    assert [
        "units/04.yaml: $.items[4].story: there is no story 'gardn'; the nearest is 'garden'",
        "stories/garden.yaml: $: no unit uses the story 'garden'",
    ] == caught.value.problems


def test_a_page_is_told_nothing_of_what_is_ahead(tree):
    """Its view holds the start alone; the digest changes with whatever is read on the way."""
    item = story_item(tree)
    view = json.dumps(page_view(item))
    ahead = [
        words.text
        for one in item.story.decisions
        for words in (one.title, one.scene, *itertools.chain(*((o.choice, o.happened, o.why) for o in one.options)))
    ]

    assert [] == [text for text in ahead if text in view]
    changed = copy.deepcopy(tree)
    option(changed, "town-digs")["happened"]["text"] = "It is dug in an hour."
    easier = copy.deepcopy(tree)
    option(easier, "town-digs")["happened"]["easy"] = "They dig."
    assert digest(item) != digest(story_item(changed))
    assert digest(item) == digest(story_item(easier))
