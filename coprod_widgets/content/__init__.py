"""The words of the course and the way to them.

`load_unit` hands out one unit, `load_course` everything, checked. Whatever a learner reads comes through
here; no other module opens a content file, and nothing here imports widgets.
"""

from .asks import ask_id, asks_of
from .loader import (
    Course,
    UnitContent,
    content_dir,
    load_approaches,
    load_audit,
    load_balance,
    load_course,
    load_crosswalk,
    load_definitions,
    load_interface,
    load_practice,
    load_profiles,
    load_sources,
    load_story,
    load_unit,
    unit_numbers,
)
from .own import load_own, sort_item
from .own_audit import own_audit
from .own_links import link_item
from .own_story import load_own_story, story_item
from .page import digest, page_view
from .reader import ContentError
from .saying import said
from .schema import Item, Words

__all__ = [
    "ContentError",
    "Course",
    "Item",
    "UnitContent",
    "Words",
    "ask_id",
    "asks_of",
    "content_dir",
    "digest",
    "link_item",
    "load_approaches",
    "load_audit",
    "load_balance",
    "load_course",
    "load_crosswalk",
    "load_definitions",
    "load_interface",
    "load_own",
    "load_own_story",
    "load_practice",
    "load_profiles",
    "load_sources",
    "load_story",
    "load_unit",
    "own_audit",
    "page_view",
    "said",
    "sort_item",
    "story_item",
    "unit_numbers",
]
