"""A course folder with one small assignment that has a question of every kind."""

from pathlib import Path

ASSIGNMENT = "small"
ITEMS = """
assignment: small
title: {text: A small exercise, easy: A small exercise}
minutes: 10
intro: {text: Answer what you can., easy: Answer what you can.}
parts:
  - id: a
    title: {text: Sort, easy: Sort}
    questions:
      - {id: sort, points: 4, title: {text: Sort two cases, easy: Sort two cases}, items: [two]}
      - {id: facts, points: 2, title: {text: What decided, easy: What decided}, items: [two.fact]}
  - id: b
    title: {text: Choose and link, easy: Choose and link}
    text: {text: Some words above., easy: Some words above.}
    questions:
      - {id: choices, points: 3, title: {text: Two choices, easy: Two choices}, items: [one, many]}
      - {id: links, points: 4, title: {text: Links, easy: Links}, items: [lists]}
      - {id: power, points: 7, title: {text: Power, easy: Power}, items: [hall]}
  - id: c
    title: {text: Your words, easy: Your words}
    questions:
      - {id: words, points: 4, title: {text: Your words, easy: Your words}, items: [own], by: person}
items:
  - id: two
    interaction: sort
    prompt: {text: Sort these., easy: Sort these.}
    categories: [consultation, engagement, co-design, co-production, none]
    asks: [fact]
    cases:
      - id: pond
        title: {text: The pond, easy: The pond}
        sector: community
        started_by: organisation
        story: {text: STORY, easy: EASY}
        facts: [{id: f1, text: A letter., easy: A letter.}, {id: f2, text: It had boxes., easy: It had boxes.}]
      - id: mill
        title: {text: The mill, easy: The mill}
        sector: arts
        started_by: people
        story: {text: STORY, easy: EASY}
        facts: [{id: f1, text: They met., easy: They met.}, {id: f2, text: They decide., easy: They decide.}]
  - id: one
    interaction: choice
    prompt: {text: Which one?, easy: Which one?}
    choices: [{id: a, text: This, easy: This}, {id: b, text: That, easy: That}]
  - id: many
    interaction: choice
    many: true
    prompt: {text: Which ones?, easy: Which ones?}
    choices: [{id: a, text: This, easy: This}, {id: b, text: That, easy: That}, {id: c, text: Both, easy: Both}]
  - id: lists
    interaction: link
    prompt: {text: Draw the links., easy: Draw the links.}
    left: tlap
    right: ni
  - id: hall
    interaction: balance
    title: {text: The hall, easy: The hall}
    prompt: {text: Who decides?, easy: Who decides?}
    story: {text: A made-up hall., easy: A made-up hall.}
    parts: [brings, promise, stays]
    reading: false
  - id: own
    interaction: reflect
    prompt: {text: Say it in your words., easy: Say it in your words.}
""".replace("STORY", " ".join(["A council writes about a pond and asks what people think."] * 6)).replace(
    "EASY", "A council writes. It asks what people think."
)
_FEEDBACK = "{text: '" + " ".join(["You saw that they were asked, and so it is."] * 4) + "', easy: They were asked.}"
_FACT = "{text: '" + " ".join(["This is one of the things that happened here."] * 3) + "', easy: This happened.}"
_CASE = f"""
        deciding: {{text: It was decided., easy: It was decided.}}
        feedback:
          consultation: {_FEEDBACK}
          engagement: {_FEEDBACK}
          co-design: {_FEEDBACK}
          co-production: {_FEEDBACK}
          none: {_FEEDBACK}
        fact: f2
        fact_feedback: {{f1: {_FACT}, f2: {_FACT}}}"""
KEY = f"""
assignment: small
key: {{agreed_by: the tests, agreed_on: 2026-11-29, version: 1}}
items:
  two:
    cases:
      pond:
        answer: consultation{_CASE}
      mill:
        answer: co-production{_CASE}
  one: {{key: [b], feedback: {{a: {{text: No., easy: No.}}, b: {{text: Yes., easy: Yes.}}}}}}
  many:
    key: [a, c]
    feedback: {{a: {{text: Yes., easy: Yes.}}, b: {{text: No., easy: No.}}, c: {{text: Yes., easy: Yes.}}}}
  lists:
    links:
      - {{pair: [T1, N1], rating: strong, reason: {{text: The same., easy: The same.}}}}
      - {{pair: [T4, N2], rating: partial, reason: {{text: Nearly., easy: Nearly.}}}}
  hall:
    stages: {{plan: [25], design: [25, 50], decide: [0], deliver: [not said], review: [100]}}
    brings: [ideas]
    promise: kept
    stays: alongside
    because:
      plan: {{text: So., easy: So.}}
      design: {{text: So., easy: So.}}
      decide: {{text: So., easy: So.}}
      deliver: {{text: So., easy: So.}}
      review: {{text: So., easy: So.}}
      brings: {{text: So., easy: So.}}
      promise: {{text: So., easy: So.}}
      stays: {{text: So., easy: So.}}
rubrics:
  words:
    levels:
      - {{points: 0, name: {{text: Missing, easy: Missing}}, text: No., easy: No., example: {{text: X., easy: X.}}}}
      - {{points: 4, name: {{text: Strong, easy: Strong}}, text: All., easy: All., example: {{text: Y., easy: Y.}}}}
"""


def write(course: Path, items: str = ITEMS, key: str = KEY) -> Path:
    """Write a course folder with the small assignment; return it."""
    for path, text in ((course / "source" / ASSIGNMENT / "items.yaml", items), (course / "keys" / "small.yaml", key)):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return course
