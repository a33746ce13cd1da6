"""What must hold of an assignment and of its key beyond the shape of each.

Each check adds sentences to a list and changes nothing.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, get_args

from coprod_widgets.content.balance import BalanceItem
from coprod_widgets.content.checks.cases import check_date
from coprod_widgets.content.checks.lint import check_easy, words_in
from coprod_widgets.content.crosswalk import LinkItem
from coprod_widgets.content.questions import ChoiceItem
from coprod_widgets.content.schema import CategoryId, SortItem
from coprod_widgets.content.shape import nearest

from .assignment import Assignment, names_facts, sorts
from .key import ANSWERS, KeyFile

_KEYS_OF_A_CASE = (
    "answer",
    "none_kind",
    "tempting",
    "planted_name",
    "look",
    "deciding",
    "feedback",
    "arguments",
    "settles",
)


def check_assignment(assignment: Assignment, where: str, problems: list[str]) -> None:
    """An assignment is whole, asks nothing twice, and holds no key."""
    for path, words in words_in(
        [assignment.title, assignment.intro, assignment.parts, [one for one in assignment.items if _own_words(one)]],
        where,
    ):
        check_easy(path, words, problems)
    for what, ids in (
        ("item", [item.id for item in assignment.items]),
        ("question", [question.id for question in assignment.questions]),
        ("part", [part.id for part in assignment.parts]),
    ):
        problems += [
            f"{where}: the {what} '{one}' is there twice" for one, number in Counter(ids).items() if number > 1
        ]
    for number, item in enumerate(assignment.items):
        _check_no_key(item, f"{where}.items[{number}]", problems)
    _check_questions(assignment, where, problems)


def check_keys(assignment: Assignment, file: KeyFile, answers: dict[str, Any], where: str, problems: list[str]) -> None:
    """A key belongs to its assignment, and answers everything that a machine or a person marks."""
    if file.assignment != assignment.assignment:
        problems.append(f"{where}.assignment: got '{file.assignment}'; allowed: {assignment.assignment}")
    check_date(file.key.agreed_on, f"{where}.key.agreed_on", problems)
    marked = {
        names_facts(one) or one
        for question in assignment.questions
        if question.by == "machine"
        for one in question.items
    }
    problems += [f"{where}.items: nothing for the item '{one}'" for one in sorted(marked - set(file.items))]
    persons = {question.id: question for question in assignment.questions if question.by == "person"}
    problems += [
        f"{where}.rubrics: nothing for the question '{one}', which a person marks: copy a block under rubrics:, call "
        f"it {one}: and change its levels, whose points rise from 0 to {question.points:g}"
        for one, question in persons.items()
        if one not in file.rubrics
    ]
    for name, rubric in file.rubrics.items():
        place = f"{where}.rubrics.{name}"
        if name not in persons:
            problems.append(f"{place}: no question of this name is marked by a person{nearest(name, persons)}")
            continue
        points = [level.points for level in rubric.levels]
        if points != sorted(set(points)) or not points or points[0] != 0 or points[-1] != persons[name].points:
            problems.append(
                f"{place}.levels: the points are {', '.join(f'{one:g}' for one in points)}; "
                f"allowed: rising from 0 to {persons[name].points:g}"
            )
    for item in sorts(assignment.items):
        for case_id, answer in answers[item.id].cases.items() if item.id in answers else ():
            place = f"{where}.items.{item.id}.cases.{case_id}"
            missing = [one for one in get_args(CategoryId) if one in item.categories and one not in answer.feedback]
            if missing:
                problems.append(f"{place}.feedback: nothing for {', '.join(missing)}; every choice has its feedback")
            if answer.answer not in item.categories:
                problems.append(f"{place}.answer: got '{answer.answer}'; allowed: {', '.join(item.categories)}")
            if (answer.answer == "none") != (answer.none_kind is not None):
                problems.append(f"{place}.none_kind: it goes with an answer of none, and with no other")
    for path, words in words_in([list(answers.values()), file.rubrics], where):
        check_easy(path, words, problems)


def _own_words(item: Any) -> bool:
    """Tell whether the words of an item stand in its own file, and not in one of the course's."""
    return isinstance(item, ChoiceItem | SortItem | BalanceItem)


def _check_no_key(item: Any, where: str, problems: list[str]) -> None:
    found = []
    if isinstance(item, ChoiceItem):
        found = [name for name in ("key", "reveal") if getattr(item, name) is not None]
        found += [f"choices[{n}].feedback" for n, choice in enumerate(item.choices) if choice.feedback is not None]
        if len({choice.id for choice in item.choices}) < max(2, len(item.choices)):
            problems.append(f"{where}.choices: two or more are needed, each with an id of its own")
    elif isinstance(item, BalanceItem):
        found = [name for name in ("key",) if getattr(item, name) is not None]
        if item.reading:
            problems.append(f"{where}.reading: got true; allowed: false, since the reading tells what is asked")
    elif isinstance(item, LinkItem):
        found = [name for name in ("links",) if getattr(item, name) is not None]
        if item.left is None or item.right is None or item.explore:
            problems.append(f"{where}: an exercise has two lists, and no explore")
    elif isinstance(item, SortItem):
        for number, case in enumerate(item.cases):
            if isinstance(case, str):
                problems.append(f"{where}.cases[{number}]: got an id; allowed: a whole case, unseen before")
                continue
            found += [f"cases[{number}].{name}" for name in _KEYS_OF_A_CASE if getattr(case, name)]
            found += [
                f"cases[{number}].facts[{n}].{name}"
                for n, fact in enumerate(case.facts)
                for name in ("deciding", "feedback")
                if getattr(fact, name)
            ]
    problems += [f"{where}.{name}: learners hold this file; write it in the key" for name in found]


def _check_questions(assignment: Assignment, where: str, problems: list[str]) -> None:
    if not assignment.questions:
        problems.append(f"{where}.parts: there is no question in any")
    items = {item.id: item for item in assignment.items}
    used: Counter[str] = Counter()
    for p, part in enumerate(assignment.parts):
        for q, question in enumerate(part.questions):
            place = f"{where}.parts[{p}].questions[{q}].items"
            if not question.items:
                problems.append(f"{place}: got none; a question has one or more")
            for item_id in question.items:
                sort_id = names_facts(item_id)
                item = items.get(item_id if sort_id is None else sort_id)
                used[item_id] += question.by == "machine"
                if item is None:
                    problems.append(f"{place}: there is no item '{item_id}'{nearest(item_id, items)}")
                elif sort_id is not None and not (isinstance(item, SortItem) and "fact" in item.asks):
                    problems.append(f"{place}: {sort_id} asks for no facts")
                elif question.by == "machine" and type(item) not in ANSWERS:
                    problems.append(f"{place}: {item_id} is marked by a person; write by: person")
    problems += [f"{where}: the item '{one}' is marked in two questions" for one, n in used.items() if n > 1]
    asked = {names_facts(one) or one for question in assignment.questions for one in question.items}
    problems += [f"{where}: the item '{one}' is in no question" for one in items if one not in asked]
