"""The lists of principles and the links between them: each problem has its sentence, and what is there holds."""

from copy import deepcopy
from itertools import combinations

import pytest

from coprod_widgets.content import ContentError, digest, link_item, load_course, load_crosswalk, page_view
from coprod_widgets.content.crosswalk import LinkItem
from coprod_widgets.content.linking import link_of, rating_of
from coprod_widgets.content.shape import build

FRAMES, LINKS, UNIT = "frameworks.yaml", "links.yaml", "units/04.yaml"


def words(text):
    return {"text": text, "easy": text}


def a_list(id_, letter, count, **more):
    principles = [
        {"code": f"{letter}{n}", "heading": words(f"Heading {letter}{n}"), "about": words(f"number {n}")}
        for n in range(1, count + 1)
    ]
    return {"id": id_, "name": words(id_), "sources": ["a-source"], "principles": principles} | more


@pytest.fixture
def walk(small):
    """Return the small course with two lists, one of them reworded, and an item about them."""
    small[FRAMES] = {
        "lists": [a_list("one", "A", 2), a_list("two", "B", 3), a_list("two-later", "B", 3, rewords="two")]
    }
    small[LINKS] = {
        "key": {"agreed_by": "the writers", "agreed_on": "2026-11-25", "version": "1"},
        "gaps": [{"code": "A1", "against": ["two"], "reason": words("There is nothing like it.")}],
        "links": [
            {"pair": ["A1", "B1"], "rating": "strong", "reason": words("They are the same.")}
            | {"reworded": {"rating": "none", "reason": words("They are no longer.")}},
            {
                "pair": ["B2", "A2"],
                "rating": "partial",
                "reason": words("They are alike."),
                "friend": words("Not quite."),
            },
        ],
    }
    item = {"id": "draw", "interaction": "link", "prompt": words("Draw."), "left": "one", "right": "two"}
    small[UNIT]["items"].append(item)
    return small


def item_of(course):
    return course[UNIT]["items"][-1]


def inline(course):
    """Give the item a list and links of its own."""
    item_of(course).update(
        right=a_list("case", "S", 2, kind="sentences", sources=[]),
        links=[{"pair": ["A1", "S1"], "rating": "strong", "reason": words("It shows.")}],
    )


def change(*path):
    """Return a way to put the last of ``path`` where the others lead."""

    def change(course):
        *keys, last, value = path
        for key in keys:
            course = course[key]
        course[last] = value

    return change


def both(*steps):
    return lambda course: [step(course) for step in steps]


BROKEN = [
    # the lists
    (change(FRAMES, "lists", 1, "id", "one"), "frameworks.yaml: $.lists[1].id: 'one' is the id of another list"),
    (change(FRAMES, "lists", 0, "principles", 0, "code", "A-1"), "frameworks.yaml: $.lists[0].principles[0].code: got"),
    (change(FRAMES, "lists", 0, "principles", 1, "code", "A1"), "frameworks.yaml: $.lists[0].principles[1]"),
    (
        change(FRAMES, "lists", 0, "principles", 1, "code", "Z2"),
        "frameworks.yaml: $.lists[0].principles: got the codes A1, Z2; allowed: one letter for a list",
    ),
    (
        lambda c: c[FRAMES]["lists"][0]["principles"][0].pop("about"),
        "frameworks.yaml: $.lists[0].principles[0]: the key 'about' is missing; feedback on a pair",
    ),
    (
        change(FRAMES, "lists", 0, "principles", 0, "other_name", "First"),
        "frameworks.yaml: $.lists[0]: the key 'names_by' is missing; it says whose the other names are",
    ),
    (
        change(FRAMES, "lists", 0, "principles", 0, "heading", "easy", "word " * 16),
        "frameworks.yaml: $.lists[0].principles[0].heading.easy: a sentence of 16 words; allowed: 15",
    ),
    (change(FRAMES, "lists", 0, "principles", []), "frameworks.yaml: $.lists[0].principles: got an empty list"),
    (
        change(FRAMES, "lists", 2, "rewords", "tow"),
        "frameworks.yaml: $.lists[2].rewords: there is no list 'tow'",
    ),
    (
        lambda c: c[FRAMES]["lists"][2]["principles"].pop(),
        "frameworks.yaml: $.lists[2].principles: got B1, B2; allowed, as in two: B1, B2, B3",
    ),
    (
        lambda c: c[FRAMES]["lists"].append(a_list("three", "A", 1)),
        "frameworks.yaml: $.lists[3].principles: the letter A is that of one too",
    ),
    (
        change(FRAMES, "lists", 0, "sources", ["gone"]),
        "frameworks.yaml: $.lists[0].sources[0]: there is no source 'gone'",
    ),
    # the links
    (
        lambda c: c[LINKS].pop("key"),
        "links.yaml: $: nobody is named who agreed these readings; write key: at the top",
    ),
    (change(LINKS, "key", "agreed_on", "soon"), "links.yaml: $.key.agreed_on"),
    (change(LINKS, "links", 0, "pair", ["A1", "B9"]), "links.yaml: $.links[0].pair: there is no principle 'B9'"),
    (
        change(LINKS, "links", 0, "pair", ["A1", "A2"]),
        "links.yaml: $.links[0].pair: got A1-A2; allowed: two codes, of two lists",
    ),
    (change(LINKS, "links", 1, "pair", ["B1", "A1"]), "links.yaml: $.links[1].pair: B1-A1 is there twice"),
    (change(LINKS, "links", 0, "rating", "weak"), "links.yaml: $.links[0].rating: got 'weak'; allowed: strong"),
    (
        lambda c: c[LINKS]["links"][0].pop("reason"),
        "links.yaml: $.links[0]: the key 'reason' is missing; every rated pair has its reason, none as well",
    ),
    (change(LINKS, "links", 0, "also", "strong"), "links.yaml: $.links[0].also: got 'strong', which is the rating"),
    (
        change(LINKS, "links", 0, "friend", words("No.")),
        "links.yaml: $.links[0].friend: a strong link is no false friend",
    ),
    (
        lambda c: c[FRAMES]["lists"].pop(),
        "links.yaml: $.links[0].reworded: neither list has a later wording",
    ),
    (change(LINKS, "gaps", 0, "code", "A9"), "links.yaml: $.gaps[0].code: there is no principle 'A9'"),
    (change(LINKS, "gaps", 0, "against", ["tw"]), "links.yaml: $.gaps[0].against[0]: there is no list 'tw'"),
    (
        change(FRAMES, "ideas", [{"id": "all", "name": words("All."), "whole": ["A1", "A9"]}]),
        "frameworks.yaml: $.ideas[0].whole[1]: there is no principle 'A9'",
    ),
    (
        change(FRAMES, "ideas", [{"id": "all", "name": words("All."), "whole": ["A1"], "partly": ["A1"]}]),
        "frameworks.yaml: $.ideas[0].partly: 'A1' is in whole too",
    ),
    (
        change(FRAMES, "ideas", [{"id": "all", "name": words("All."), "beside": ["on"]}]),
        "frameworks.yaml: $.ideas[0].beside[0]: there is no list 'on'",
    ),
    # the item
    (change(UNIT, "items", -1, "left", "on"), "units/04.yaml: $.items[4].left: there is no list 'on'"),
    (lambda c: item_of(c).pop("right"), "units/04.yaml: $.items[4]: the key 'right' is missing"),
    (
        change(UNIT, "items", -1, "right", "one"),
        "units/04.yaml: $.items[4].right: got 'one' on both sides; allowed: two lists",
    ),
    (
        change(LINKS, "links", 0, "rating", "partial"),
        "units/04.yaml: $.items[4]: no link here is strong; allowed: one or more, or explore: true",
    ),
    (
        both(inline, lambda c: item_of(c).pop("links")),
        "units/04.yaml: $.items[4]: the key 'links' is missing; a list that stands here has its links here",
    ),
    (
        both(inline, lambda c: item_of(c)["links"][0].update(pair=["A1", "S9"])),
        "units/04.yaml: $.items[4].links[0].pair: there is no 'S9' in case; allowed: S1, S2",
    ),
    (
        both(inline, lambda c: item_of(c)["links"].append(item_of(c)["links"][0])),
        "units/04.yaml: $.items[4].links[1].pair: A1-S1 is there twice",
    ),
    (
        both(inline, lambda c: item_of(c)["links"].extend(
            {"pair": pair, "rating": "strong", "reason": words("It shows.")} for pair in (["A1", "S2"], ["A2", "S1"])
        )),
        "units/04.yaml: $.items[4]: got 3 strong links and 1 pairs without one; allowed: at least as many without, or "
        "drawing every link would earn more than half",
    ),
    (
        both(inline, lambda c: item_of(c)["right"]["principles"][0].update(heading=words("She said “no”."))),
        "units/04.yaml: $.items[4].right.principles[0].heading.text: double quotation marks",
    ),
    (
        both(inline, lambda c: [c[UNIT].pop("key"), c[UNIT]["items"][1].pop("key")]),
        "units/04.yaml: $.items[4].links: nobody is named who agreed these readings; write key: at the top",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("break_it", "sentence"), BROKEN, ids=range(len(BROKEN)))
def test_each_kind_of_problem_is_said_in_its_sentence(walk, problems, break_it, sentence):
    """The sentence says where, what was got and what was allowed."""
    assert [] == problems(deepcopy(walk))
    break_it(walk)
    found = problems(walk)
    assert any(said.startswith(sentence) for said in found), found


def test_a_unit_without_lists_needs_no_files_of_them(small, problems):
    """They are read where an item is about them."""
    assert [] == problems(small)


# --- what the course says --------------------------------------------------------------------------

STRONG = (
    "T1-C1 T1-W1 T1-N1 T2-W1 T2-N3 T3-N4 T3-W4 T4-W2 T4-C6 T6-N6 T6-C4 T6-W5 W5-N6 C4-N6 W1-C1 W1-N1 C1-N1 W2-C6 C3-N3"
)
PARTIAL = (
    "T2-C3 T2-C2 T1-C2 T1-N4 T3-C5 T3-W3 T4-N2 T5-N5 T5-W4 W5-C4 W5-N3 W5-C3 W1-N3 W1-C2 W1-N4 C1-N4 W2-N2 C6-N2 C2-N2 "
    "C5-N4 N6-C3 W3-C5 W4-C5 W4-N4"
)
FAMILIES = ("tlap", "wales", "carnegie", "ni")


def pairs(rating):
    """Return every pair between two of the four lists that is rated so, as a set of two codes."""
    items = [link_item(a, b) for a, b in combinations(FAMILIES, 2)]
    return {
        frozenset((a, b))
        for item in items
        for a in item.left.codes
        for b in item.right.codes
        if rating_of(item, a, b) == rating
    }


@pytest.mark.parametrize(("rating", "agreed"), [("strong", STRONG), ("partial", PARTIAL)])
def test_the_links_are_those_that_were_agreed(rating, agreed):
    """Every pair of all six crosswalks, in the older Welsh wording; what is not named is none."""
    assert {frozenset(pair.split("-")) for pair in agreed.split()} == pairs(rating)


def test_the_false_friends_are_those_that_were_agreed():
    """Same word, another idea; none of them is strong."""
    friends = {"-".join(link.pair) for link in load_crosswalk().links if link.friend}

    assert {"T4-N2", "T5-N5", "W5-C4", "W2-N2", "C6-N2"} == friends


def test_the_current_welsh_wording_changes_four_links_and_no_others():
    """Two that rested on mutual support, one that rested on all, and one that comes nearer."""
    changed = {}
    for other in ("tlap", "carnegie", "ni"):
        old, new = link_item("wales", other), link_item("wales-current", other)
        for a in old.left.codes:
            for b in old.right.codes:
                before, after = link_of(old, a, b), link_of(new, a, b)
                if before.rating != after.rating:
                    changed[f"{a}-{b}"] = (before.rating, after.rating, after.also)

    assert {
        "W2-T4": ("strong", "none", "partial"),
        "W2-C6": ("strong", "none", "partial"),
        "W3-T3": ("partial", "none", "partial"),
        "W2-N5": ("none", "partial", "strong"),
    } == changed


def test_the_headings_are_verbatim():
    """Word for word as each body words them; a slip here is a false quotation."""
    lists = {
        id_: [principle.heading.text for principle in one.principles] for id_, one in load_crosswalk().lists.items()
    }

    assert {
        "tlap": [
            "Recognising people as assets",
            "Building on people's capabilities",
            "Developing two-way, reciprocal relationships",
            "Encouraging peer support",
            "Blurring boundaries between delivering and receiving services",
            "Facilitating rather than delivering",
        ],
        "wales": [
            "Value all participants and build on their strengths",
            "Develop networks of mutual support",
            "Do what matters for all the people involved",
            "Build relationships of trust; share power and responsibility",
            "People can be change makers, and organisations enable this",
        ],
        "wales-current": [
            "Value people and build on their strengths",
            "Develop networks that operate across silos",
            "Focus on what matters for the people involved",
            "Build relationships of trust & shared power",
            "Enable people to be change makers",
        ],
        "carnegie": [
            "Recognising people as assets",
            "Including all perspectives and skills",
            "Supporting people to meaningfully share and participate",
            "Public services becoming change agents that facilitate people's inclusion",
            "Everyone benefiting from working together",
            "Developing networks of mutual support",
        ],
        "ni": [
            "Valuing people",
            "Building representative networks",
            "Building people's capacity",
            "Reciprocal recognition",
            "Cross-boundary working",
            "Enabling and facilitating",
        ],
    } == lists


# --- pages and digests -----------------------------------------------------------------------------


def test_a_page_sees_headings_and_no_reading_of_them():
    """Codes, headings, other people's names for them; not what we take them to be about."""
    view = page_view(load_course().units["02"].items[0])

    assert {"id", "interaction", "prompt", "title", "explore", "keyed", "left", "right"} == set(view)
    assert {"code", "heading", "other_name"} == set(view["left"]["principles"][0])


def test_the_digest_is_of_the_headings_and_not_of_their_twins(walk, write):
    """An Easy Read twin may be mended without the item becoming another."""

    def digest_now():
        return digest(load_course(write(walk)).units["04"].items[-1])

    before = digest_now()
    walk[FRAMES]["lists"][0]["principles"][0]["heading"]["easy"] = "Other words"
    assert before == digest_now()
    walk[FRAMES]["lists"][0]["principles"][0]["heading"]["text"] = "Other words"
    assert before != digest_now()


# --- a learner's own -------------------------------------------------------------------------------


def test_texts_and_pairs_are_enough():
    """Codes are made up; a pair without a rating is strong."""
    item = link_item(["Ask first", "Pay fairly"], ["Listen"], [("A1", "B1"), ("A2", "B1", "partial")])

    assert (["A1", "A2"], ["B1"], [("A1", "B1")], True) == (item.left.codes, item.right.codes, item.strong, item.keyed)
    assert "partial" == rating_of(item, "A2", "B1")


def test_a_list_of_the_course_brings_its_links():
    """Also in the other order, and beside one's own list when links are given."""
    assert ("N4", "T3") in link_item("ni", "tlap").strong
    assert [("A1", "T1")] == link_item(["Ask first"], "tlap", [("A1", "T1")]).strong
    assert not link_item(["Ask first"], "tlap").keyed


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("tlpa", "ni"), "left: there is no list 'tlpa'; the nearest is 'tlap'; allowed: tlap, wales, wales-current"),
        ((None, "ni"), "left: got nothing; allowed: a list"),
        (([], "ni"), "left: got an empty list; allowed: one principle or more"),
        (("wales", "wales-current"), "right: got 'wales-current' beside 'wales'; allowed: two lists"),
        ((["a"], ["b"], ["A1"]), "links[0]: got 'A1'; allowed: two codes, such as ('A1', 'B2'), and a rating"),
        ((["a"], ["b"], [("A1", "B2")]), "links[0]: there is no 'B2' on this side; allowed: B1"),
        ((["a"], ["b"], [("A1", "B1")] * 2), "links[1]: got A1-B1; allowed: two codes, each pair once"),
        (
            (["a"], ["b"], [("A1", "B1", "weak")]),
            "link_item.links[0].rating: got 'weak'; allowed: strong, partial, none",
        ),
        (([3], ["b"]), "link_item.left.principles[0].heading: got 3; allowed"),
    ],
)
def test_what_does_not_fit_is_said(arguments, sentence):
    """A sentence for everything that a learner's lists can be wrong in."""
    with pytest.raises(ContentError) as caught:
        link_item(*arguments)

    assert caught.value.problems[0].startswith(sentence)


def test_a_rating_stays_with_its_item():
    """An item made from a file's tree takes no provenance and no gaps from it."""
    problems: list[str] = []
    build(LinkItem, {"id": "a", "prompt": "?", "agreed": "me", "gaps": []}, "f", problems)

    assert ["f.agreed: unknown key 'agreed'", "f.gaps: unknown key 'gaps'"] == [said.split(";")[0] for said in problems]
