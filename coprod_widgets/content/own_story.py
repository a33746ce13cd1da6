"""A learner's own story: a mapping, or a YAML file, made into an item like those of the course.

Only a title and decisions are needed, each with a scene and two options or more that say what happened. This module
must not ask of a learner what is asked of the course's writers; it asks that what is there fits together.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .loader import load_balance, load_interface
from .reader import ContentError, read_file
from .shape import BAD, build
from .stories import Story, StoryItem


def story_item(story: Mapping[str, Any] | Story | str | Path, *, id: str = "own-story") -> StoryItem:
    """Make an item of your own story.

    Parameters
    ----------
    story
        A mapping, or the path of a YAML file that holds one. Only ``title`` and ``decisions`` are needed; a decision
        has a ``scene`` and ``options``, an option a ``choice`` and what ``happened``. What it ``moves`` and whatever
        else a story of the course may have are welcome.
    id
        The id under which answers are kept.

    Raises
    ------
    ContentError
        With a sentence for everything that does not fit, each naming where.
    """
    if not isinstance(story, Story):
        story = load_own_story(story) if isinstance(story, str | Path) else _own(story, "story: $", [])
    return StoryItem(id=id, prompt=story.title, story=story)


def load_own_story(path: str | Path) -> Story:
    """Read a YAML file of one's own story.

    Raises
    ------
    ContentError
        With a sentence for everything that does not fit, each beginning with the name of the file.
    """
    path = Path(path)
    tree, problems = read_file(path, path.name)
    return _own(tree, f"{path.name}: $", problems)


def is_story(tree: object) -> bool:
    """Tell whether what a file holds is meant as a story, and not as cases."""
    return isinstance(tree, Mapping) and "decisions" in tree


def _own(tree: Any, where: str, problems: list[str]) -> Story:
    from .checks.stories import check_story

    story = build(Story, _named(tree), where, problems)
    if story is not BAD:
        check_story(story, where, load_balance(), problems)
    if problems:
        raise ContentError(problems)
    return story


def _named(tree: Any) -> Any:
    """Give a story, its decisions and its options ids and titles where they have none; words are never changed."""
    if not isinstance(tree, Mapping):
        return tree
    tree = {"story": "own-story", "title": load_interface()["story-own-title"]} | tree
    if isinstance(tree.get("decisions"), list | tuple):
        tree["decisions"] = [_decision(one, number) for number, one in enumerate(tree["decisions"], start=1)]
    return tree


def _decision(one: Any, number: int) -> Any:
    if not isinstance(one, Mapping):
        return one
    one = {"id": f"decision-{number}", "title": f"{number}"} | one
    if isinstance(one.get("options"), list | tuple):
        one["options"] = [
            {"id": f"option-{number}-{n}"} | option if isinstance(option, Mapping) else option
            for n, option in enumerate(one["options"], start=1)
        ]
    return one
