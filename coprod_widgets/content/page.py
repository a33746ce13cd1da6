"""What a page may show of an item, and the digest of it.

A page view holds no key and nothing that gives one away: no answers, no feedback, no hints, no deciding
facts, no tempting answers and no arguments. Those stay in Python until the learner asks for them.

The shapes (a text is ``{"text": str, "easy": str or None}``):

- sort: ``id, interaction, prompt, categories: [{id, name, line}], cases: [{id, title, story, invented}],
  asks: [a choice or reflect view with case and kind], then: [choice views], confidence, argued, hints, near``
- choice: ``id, interaction, prompt, choices: [{id, text, easy}], many, keyed, predicts`` (and ``case, kind`` when
  asked about a case; ``predicts`` when something is told once it is answered)
- reflect: ``id, interaction, prompt, max_characters`` (and ``case, kind``)
- balance: ``id, interaction, prompt, title, story, invented, level, moments: [{id, question, prompt}], positions:
  [{position, lowest, words}], not_said, parts: [{id, question, prompt, options: [{id, words}]}], note, reading, keyed,
  predict: a choice view, explain: a reflect view`` (a title, story, prompt or question that is not there is None)
- link: ``id, interaction, prompt, title, explore, keyed, left: a list view, right: a list view`` (None where any two
  lists can be chosen); a list view is ``{id, kind, name, dated, names_by, principles: [{code, heading, other_name}]}``
- plan: see ``plan_page``
- highlight: ``id, interaction, prompt, definitions: [{id, name, by, dated, tokens: [a word or a cut],
  easy}], themes: [{id, letter, name, line}], reading``
- story: ``id, interaction, prompt, title, invented, role, begin, people: [{id, name, line}], trust, weeks, decisions:
  how many, moments: [{id, name}], positions: [{position, words}]``; a decision leaves Python when it is reached
- audit: ``id, interaction, prompt, rater, lines: [{id, name, statement, ask}], anchors: [{rating, words, short}],
  unknown: {words, short}, evidence, privacy, rating, no_total, most`` and, where somebody is invited, ``theirs:
  {evidence, rating, welcome, consent, closing: {kept, nothing}}, invitation, before_you_ask``
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

import msgspec

from .asks import asks_of
from .auditing import MAX_EVIDENCE, AuditItem
from .balance import BalanceItem, ByLevel
from .crosswalk import LinkItem, PrincipleList
from .definitions import HighlightItem
from .loader import load_approaches, load_audit, load_balance
from .plan_page import plan_view
from .planning import PlanItem
from .schema import Category, ChoiceItem, Item, ReflectItem, SortItem, Words
from .stories import StoryItem


def page_view(item: Item) -> dict[str, Any]:
    """Return what a page may show of ``item``, as plain dicts, lists, texts, numbers and booleans."""
    if isinstance(item, SortItem):
        return _sort_view(item)
    if isinstance(item, BalanceItem):
        return _balance_view(item)
    if isinstance(item, LinkItem):
        return _link_view(item)
    if isinstance(item, HighlightItem):
        return _highlight_view(item)
    if isinstance(item, StoryItem):
        return _story_view(item)
    if isinstance(item, PlanItem):
        return plan_view(item)
    if isinstance(item, AuditItem):
        return _audit_view(item)
    view: dict[str, Any] = {"id": item.id, "interaction": item.interaction, "prompt": words_view(item.prompt)}
    if item.case is not None:
        view |= {"case": item.case, "kind": item.kind}
    return view | (_choice_view(item) if isinstance(item, ChoiceItem) else _reflect_view(item))


def digest(item: Item) -> str:
    """Return ``sha256:…`` of the item's ids and plain English texts as shown.

    The Easy Read twins do not count, nor does anything a page does not show, so that one item has one digest for every
    learner. A sort's follow-up questions are items with their own digests.
    """
    shown: dict[str, Any] = {"id": item.id, "interaction": item.interaction, "prompt": item.prompt.text}
    if isinstance(item, SortItem):
        shown["categories"] = [
            {"id": one.id, "name": one.name.text, "line": one.line.text} for one in _categories(item)
        ]
        shown["cases"] = [{"id": case.id, "title": case.title.text, "story": case.story.text} for case in item.cases]
    if isinstance(item, BalanceItem):
        shown = _plain(_balance_view(item))
    if isinstance(item, LinkItem):
        shown = _plain(_link_view(item))
    if isinstance(item, HighlightItem):
        shown = _plain(_highlight_view(item))
    if isinstance(item, StoryItem):
        # Somebody who walks it far enough is shown all of it.
        shown |= {"story": _plain(msgspec.to_builtins(msgspec.structs.replace(item.story, key=None)))}
    if isinstance(item, PlanItem):
        shown = _plain(plan_view(item))
    if isinstance(item, AuditItem):
        audit = load_audit()
        shown["lines"] = [
            {"id": one.id, "name": one.name.text, "statement": one.stated_to(item.rater).text} for one in item.lines
        ]
        shown["anchors"] = [audit.unknown.words.text, *(one.said_to(item.rater).text for one in audit.anchors)]
    if isinstance(item, ChoiceItem):
        shown["choices"] = [{"id": choice.id, "text": choice.text} for choice in item.choices]
    text = json.dumps(shown, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def _sort_view(item: SortItem) -> dict[str, Any]:
    return {
        "id": item.id,
        "interaction": "sort",
        "prompt": words_view(item.prompt),
        "categories": [
            {"id": one.id, "name": words_view(one.name), "line": words_view(one.line)} for one in _categories(item)
        ],
        "cases": [
            {
                "id": case.id,
                "title": words_view(case.title),
                "story": words_view(case.story),
                "invented": case.invented,
            }
            for case in item.cases
        ],
        "asks": [page_view(ask) for ask in asks_of(item, load_approaches())],
        "then": [page_view(choice) for choice in item.then],
        "confidence": item.confidence,
        "argued": item.argued,
        "hints": item.hints,
        "near": item.near,
    }


def _choice_view(item: ChoiceItem) -> dict[str, Any]:
    choices = [{"id": choice.id, "text": choice.text, "easy": choice.easy} for choice in item.choices]
    return {"choices": choices, "many": item.many, "keyed": bool(item.key), "predicts": item.reveal is not None}


def _reflect_view(item: ReflectItem) -> dict[str, Any]:
    return {"max_characters": item.max_characters}


def _balance_view(item: BalanceItem) -> dict[str, Any]:
    balance = load_balance()

    def say(words: ByLevel | None) -> dict[str, str | None] | None:
        return words and words_view(words.at(item.level))

    return {
        "id": item.id,
        "interaction": "balance",
        "prompt": words_view(item.prompt),
        "title": words_view(item.title),
        "story": words_view(item.story),
        "invented": item.invented,
        "level": item.level,
        "moments": [
            {"id": moment.id, "question": say(moment.question), "prompt": say(moment.prompt)}
            for moment in balance.moments
            if moment.id in item.moments
        ],
        "positions": [
            {"position": band.position, "lowest": band.lowest, "words": say(band.words)} for band in balance.bands
        ],
        "not_said": say(balance.not_said),
        "parts": [
            {
                "id": part.id,
                "question": say(part.question),
                "prompt": say(part.prompt),
                "options": [{"id": option.id, "words": say(option.words)} for option in part.options],
            }
            for part in balance.parts
            if part.id in item.parts
        ],
        "note": words_view(balance.note),
        "reading": item.reading,
        "keyed": item.key is not None,
        "predict": page_view(item.predict) if item.predict else None,
        "explain": page_view(item.explain) if item.explain else None,
    }


def _link_view(item: LinkItem) -> dict[str, Any]:
    return {
        "id": item.id,
        "interaction": "link",
        "prompt": words_view(item.prompt),
        "title": words_view(item.title),
        "explore": item.explore,
        "keyed": item.keyed,
        "left": list_view(item.left),
        "right": list_view(item.right),
    }


def list_view(one: PrincipleList | None) -> dict[str, Any] | None:
    """Return a list of principles as a page takes it; what we take a principle to mean is feedback, and not there."""
    return one and {
        "id": one.id,
        "kind": one.kind,
        "name": words_view(one.name),
        "dated": words_view(one.dated),
        "names_by": one.names_by,
        "principles": [
            {"code": two.code, "heading": words_view(two.heading), "other_name": two.other_name}
            for two in one.principles
        ],
    }


def _highlight_view(item: HighlightItem) -> dict[str, Any]:
    return {
        "id": item.id,
        "interaction": "highlight",
        "prompt": words_view(item.prompt),
        "definitions": [
            {
                "id": one.id,
                "name": words_view(one.name),
                "by": words_view(one.by),
                "dated": words_view(one.dated),
                "tokens": one.tokens,
                "easy": one.easy,
            }
            for one in item.definitions
        ],
        "themes": [
            {"id": one.id, "letter": one.letter, "name": words_view(one.name), "line": words_view(one.line)}
            for one in item.themes
        ],
        "reading": item.reads,
    }


def _story_view(item: StoryItem) -> dict[str, Any]:
    story, balance = item.story, load_balance()
    return {
        "id": item.id,
        "interaction": "story",
        "prompt": words_view(item.prompt),
        "title": words_view(story.title),
        "invented": story.invented,
        "role": words_view(story.role),
        "begin": words_view(story.begin),
        "people": [{"id": one.id, "name": one.name, "line": words_view(one.line)} for one in story.people],
        "trust": story.trust,
        "weeks": story.weeks,
        "decisions": len(story.decisions),
        "moments": [{"id": moment.id, "name": words_view(moment.name)} for moment in balance.moments],
        "positions": [
            {"position": band.position, "words": words_view(band.words.at("group"))} for band in balance.bands
        ],
    }


def _audit_view(item: AuditItem) -> dict[str, Any]:
    audit = load_audit()
    view = {
        "id": item.id,
        "interaction": "audit",
        "prompt": words_view(item.prompt),
        "rater": item.rater,
        "lines": [
            _named_texts(line, "name", "ask") | {"id": line.id, "statement": words_view(line.stated_to(item.rater))}
            for line in item.lines
        ],
        "anchors": [
            {"rating": one.rating, "words": words_view(one.said_to(item.rater)), "short": words_view(one.short)}
            for one in audit.anchors
        ],
        "unknown": _named_texts(audit.unknown, "words", "short"),
        "evidence": words_view(audit.evidence.own),
        "rating": words_view(audit.rating.own),
        "privacy": words_view(audit.privacy.theirs if item.rater == "invited" else audit.privacy.own),
        "no_total": words_view(audit.no_total),
        "most": MAX_EVIDENCE,
    }
    if item.rater != "invited":
        return view
    theirs = {"evidence": words_view(audit.evidence.theirs), "rating": words_view(audit.rating.theirs)}
    theirs |= {"welcome": [words_view(one) for one in audit.welcome], "consent": words_view(audit.consent)}
    theirs |= {"closing": _named_texts(audit.closing, "kept", "nothing")}
    return view | {
        "theirs": theirs,
        "invitation": [words_view(one) for one in audit.invitation],
        "before_you_ask": words_view(audit.before_you_ask),
    }


def _named_texts(record: Any, *names: str) -> dict[str, Any]:
    return {name: words_view(getattr(record, name)) for name in names}


NOT_OF_THE_ITEM = ("easy", "note", "reading", "keyed", "predict", "explain")
"""Parts of a balance's view that leave its digest as it is: twins, behaviour, and items with digests of their own."""


def _plain(view: Any) -> Any:
    """Return a view without what does not make the item another one."""
    if isinstance(view, dict):
        return {key: _plain(value) for key, value in view.items() if key not in NOT_OF_THE_ITEM}
    return [_plain(value) for value in view] if isinstance(view, list) else view


def words_view(words: Words | None) -> dict[str, str | None] | None:
    """Return a text as a page takes it, ``{"text": …, "easy": …}``; None for no text."""
    return None if words is None else {"text": words.text, "easy": words.easy}


def _categories(item: SortItem) -> list[Category]:
    """Return the categories on offer, in the item's order."""
    by_id = {category.id: category for category in load_approaches().categories}
    return [by_id[id_] for id_ in item.categories]
