"""What a story's page says about a path: how things stand, what a step moved and why, and how it ended.

Every text is ``{"text": …, "easy": …}``. Must not decide what moves: ``coprod_widgets.story`` does.
"""

from collections.abc import Sequence
from typing import Any

from coprod_widgets import content, story
from coprod_widgets.content.page import words_view
from coprod_widgets.content.schema import Words
from coprod_widgets.content.stories import HIGHEST, MOMENTS, Story, StoryOption
from coprod_widgets.content.walking import Standing
from coprod_widgets.content.words import joined
from coprod_widgets.widgets.base import say

_Said = dict[str, str | None]

_SHORT = {
    "power": "story-short-power",
    "trust": "story-short-trust",
    "weeks": "story-short-weeks",
    "none": "story-short-none",
}
_MOVED = {"trust": "story-moved-trust", "weeks": "story-moved-weeks"}
_NEEDS = {"trust": "story-needs-trust", "weeks": "story-needs-weeks"}


def meters_view(told: Story, standing: Standing) -> dict[str, Any]:
    """Return trust, weeks and the five moments as they stand; a floor is 0 to 4."""
    return {
        "trust": say("story-trust", n=standing.trust),
        "weeks": say("story-weeks", n=standing.weeks, all=told.weeks),
        "moments": [
            {"id": moment, "floor": floor, "words": words_view(_place(floor))}
            for moment, floor in zip(MOMENTS, standing.floors, strict=True)
        ],
    }


def path_view(walk: story.Walk) -> list[dict[str, Any]]:
    """Return the path so far: each choice with how many came before it, and each decision that was taken away."""
    rows: list[dict[str, Any]] = []
    for number, step in enumerate(walk.steps):
        title, choice = words_view(step.decision.title), words_view(step.option.choice)
        rows.append({"title": title, "choice": choice, "to": number})
        if step.skipped:
            rows.append(
                {"title": words_view(walk.story.decisions[step.before.at + 1].title), "choice": None, "to": None}
            )
    return rows


def choice_view(option: StoryOption, before: str | None) -> _Said:
    """Return what can be done, marked in words where it is the option (its id) that was chosen here before."""
    return say("story-chosen-before", choice=option.choice) if option.id == before else words_view(option.choice)


def title_view(told: Story, path: Sequence[str]) -> _Said:
    """Return what the end of a path is called: its ending, or its reading where the story has no endings."""
    end = story.walk(told, list(path)).end()
    return words_view(end.ending.title if end.ending else end.reading.name)


def way_view(here: story.Walk, path: Sequence[str], number: int, shared: int) -> _Said:
    """Return a line about another way to an end: its number, its ending, and what was done where it parts from here."""
    step = story.walk(here.story, list(path)).steps[shared]
    end = title_view(here.story, path)
    return say(
        "story-before-one",
        n=Words(str(number)),
        title=Words(end["text"], end["easy"]),
        at=step.decision.title,
        choice=step.option.choice,
    )


def step_view(walk: story.Walk, predicted: str | None) -> dict[str, Any]:
    """Return the last step of a path: what happened, what it moved, why, who paid, and what was predicted."""
    step, out = walk.steps[-1], walk.story.out_of_weeks
    return {
        "title": words_view(step.decision.title),
        "choice": words_view(step.option.choice),
        "happened": words_view(step.option.happened),
        "why": words_view(step.option.why),
        "paid": words_view(step.option.paid),
        "moved": _moved(step),
        "predicted": _predicted(step, predicted) if predicted else None,
        # At the end there is no next decision to say it before.
        "skipped": words_view(out.skipped) if walk.ended and step.skipped else None,
    }


def end_view(told: Story, end: story.End) -> dict[str, Any]:
    """Return how a story ended, with the reading of its last balance."""
    return {
        "title": words_view(end.ending.title) if end.ending else None,
        "paragraphs": [words_view(one) for one in end.paragraphs],
        "name": words_view(end.reading.name),
        "reason": words_view(end.reading.reason),
        "after": words_view(told.after),
    }


def needs_view(missing: dict[str, int], standing: Standing) -> list[_Said]:
    """Return what an option still needs, a sentence for each meter."""
    told = []
    for need, least in missing.items():
        if need in MOMENTS:
            now = standing.floors[MOMENTS.index(need)]
            told.append(say("story-needs-moment", moment=_asked(need), least=_bare(least), now=_bare(now)))
        else:
            told.append(say(_NEEDS[need], least=least, now=getattr(standing, need)))
    return told


def _moved(step: story.Step) -> list[dict[str, Any]]:
    """Return everything that a step moved: words, and for a moment its floors before and after as well."""
    told: list[dict[str, Any]] = []
    for meter, (before, after) in step.moved.items():
        if meter in MOMENTS:
            words = say("story-moved-moment", moment=_asked(meter), after=_place(after))
            told.append({"words": words, "before": before, "after": after})
        else:
            told.append({"words": say(_MOVED[meter], before=before, after=after)})
    options = {part.id: {option.id: option for option in part.options} for part in content.load_balance().parts}
    for brought in ("opinions", "ideas", "design", "action"):
        if brought in step.after.brings - step.before.brings:
            what = options["brings"][brought].name
            told.append({"words": say("story-moved-brings", what=what)})
    for part in ("promise", "stays", "returned"):
        before, after = getattr(step.before, part), getattr(step.after, part)
        if before != after:
            chosen = {True: "yes", False: "no"}.get(after, after)
            told.append({"words": say("story-moved-part", what=options[part][chosen].name)})
    return told or [{"words": say("story-moved-nothing")}]


def _predicted(step: story.Step, predicted: str) -> _Said:
    names = {meter: content.load_interface()[key] for meter, key in _SHORT.items()}
    came = [names[meter] for meter in names if meter in step.meters and meter != predicted]
    listed = joined(came, ", ")
    if predicted not in step.meters:
        return say("story-predicted-miss", predicted=names[predicted], came=listed)
    if predicted == "none":
        return say("story-predicted-none")
    if not came:
        return say("story-predicted-hit", predicted=names[predicted])
    return say("story-predicted-more", predicted=names[predicted], came=listed)


def _place(floor: int) -> Words:
    bands = {band.position: band.words.at("group") for band in content.load_balance().bands}
    return bands[100 // HIGHEST * floor]


def _bare(floor: int) -> Words:
    """Return a floor without the full stop of its Easy Read: the sentence around it has one."""
    place = _place(floor)
    return Words(place.text, place.worded(easy=True).rstrip("."))


def _asked(moment: str) -> Words:
    """Return a moment's name; in Easy Read what it asks, with a capital, for a question."""
    one = next(one for one in content.load_balance().moments if one.id == moment)
    asks = one.ask.worded(easy=True)
    return Words(one.name.text, asks[0].upper() + asks[1:])
