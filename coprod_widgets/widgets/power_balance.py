"""Tipping a balance of power: who decides at five moments, what people bring, and what the rules make of it.

Must not read a balance or mark one: ``coprod_widgets.power`` and ``coprod_widgets.scoring`` do. A reading, a key and
what decided it leave Python only when asked for.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import traitlets as t

from coprod_widgets import content, power, scoring
from coprod_widgets.content.balance import BalanceItem, CaseLevel
from coprod_widgets.content.page import words_view
from coprod_widgets.content.schema import Words
from coprod_widgets.scoring import Score
from coprod_widgets.widgets.asking import AskingWidget
from coprod_widgets.widgets.base import Keeper, half_marks, page_code, page_style, say


class PowerBalance(AskingWidget):
    """Say who decides at five moments and what people bring, and see what the rules make of it.

    Parameters
    ----------
    item
        A balance item of the course; left out, the balance is about nothing but what you put in, and its reading
        follows every change.
    stages
        Where each moment stands: ``plan``, ``design``, ``decide``, ``deliver``, ``review`` → 0 (the organisation alone)
        to 100 (people alone), read as the nearest of five named positions, or ``"not said"``.
    brings
        Any of ``opinions``, ``ideas``, ``design``, ``action``.
    promise
        ``kept``, ``late`` or ``closed``.
    stays
        ``alongside``, ``pays`` or ``left``.
    returned
        Whether what people give comes back to them in a way they chose.
    limit
        What is not on the table, where people were told at the start.
    rules
        Other values, 0 to 100, for the numbers of the rules: ``{"shared": 51}``. The names are ``raises``, ``shared``
        and ``alone``.
    level
        ``"group"``, or ``"one-person"`` for words about a worker and one person.

    Attributes
    ----------
    value
        The answers, ``{"stages": {"plan": 50}, "brings": ["ideas"], …}``; what is not answered is absent, so ``{}`` at
        first.
    reading
        What the rules make of ``value``, as a `coprod_widgets.power.Reading`; None where an item shows none.
    rules
        As above; set it, and the reading follows.

    Raises
    ------
    TypeError
        If an argument is misspelt.
    PowerError
        If an answer or a rule can't be read; the message says which, what was got and what is allowed.

    Examples
    --------
    >>> balance = PowerBalance(stages={"plan": 0, "design": 60}, brings=["ideas", "design"])
    >>> balance.reading.name.text
    'Co-design'
    """

    _esm = page_code("power_balance")
    _css = page_style("power_balance")
    value = t.Dict(help="the answers; what is not answered is absent").tag(sync=True)
    rules = t.Dict(help="other values for the numbers of the rules")
    reading = t.Instance(power.Reading, allow_none=True, help="what the rules make of the answers")
    _level = t.List(help="from where to where a moment counts as shared, 0 to 100").tag(sync=True)
    _follows = t.Int(0, help="grows whenever the reading in sight was made anew").tag(sync=True)
    _table = t.Dict(help="the rules as a table, once asked for").tag(sync=True)

    def __init__(
        self,
        item: BalanceItem | None = None,
        *,
        stages: Mapping[str, float | str] | None = None,
        brings: Sequence[str] | None = None,
        promise: str | None = None,
        stays: str | None = None,
        returned: bool | None = None,
        limit: str | None = None,
        rules: Mapping[str, float] | None = None,
        level: CaseLevel = "group",
        keeper: Keeper | None = None,
        **traits: Any,
    ) -> None:
        self._check_names(traits)
        given = {"stages": stages, "brings": brings, "promise": promise, "stays": stays, "returned": returned}
        answers = {name: value for name, value in (given | {"limit": limit}).items() if value is not None}
        power.read(answers, rules, level)  # says what is wrong before there is half a widget
        self._own = item is None
        self._last_checked: dict[str, Any] = {}
        item = item or BalanceItem(id="own-balance", prompt=content.load_interface()["own-balance"], level=level)
        asks = [ask for ask in (item.predict, item.explain) if ask is not None]
        if answers:
            traits["value"] = _plain(answers)
        super().__init__(item, asks, keeper=keeper, rules=dict(rules or {}), **traits)

    def _ready(self) -> None:
        super()._ready()
        self._read()

    def _view(self, item: BalanceItem) -> dict[str, Any]:
        marks = say("scheme-balance") if item.key else None
        if self.handed_in:
            marks = say("exercise-scheme-balance")
        return super()._view(item) | {"marks": marks, "own": self._own}

    def _handlers(self) -> dict[str, Any]:
        return super()._handlers() | {
            "reveal": lambda _message: self.reveal(),
            "rules": lambda _message: self._show_table(),
            "numbers": lambda message: self.set_trait("rules", dict(message.get("numbers", {}))),
        }

    def _check_from_page(self, message: dict[str, Any]) -> None:
        # The reading may be in sight already, and the answers as they are now still want to be checked.
        if self._take_in(message):
            self.check()

    # --- answers -----------------------------------------------------------------------------------

    @t.validate("rules")
    def _known_numbers(self, proposal: Any) -> dict[str, float]:
        power.with_numbers(proposal["value"])
        return dict(proposal["value"])

    @t.observe("value")
    def _changed(self, _change: Any) -> None:
        self._read()
        self._keep(self.shows, dict(self.value))

    @t.observe("rules")
    def _rules_changed(self, _change: Any) -> None:
        self._read()
        if self._table:
            self._show_table()

    def _read(self) -> None:
        """Read the answers again; a reading that is in sight follows, and marks for what has changed go."""
        numbers = power.with_numbers(self.rules).values
        self._level = [numbers["shared"], numbers["alone"]]
        if self.shows.reading:
            self.reading = power.read(self.value, self.rules, self.shows.level)
        if not self.shows.reading or not self.value:
            self.result = {}
        elif self.result or self._own:
            self.show_changed(self._last_checked)
            self._follows += 1

    # --- what the learner may ask for --------------------------------------------------------------

    def check(self) -> Score | None:
        """Mark the answers where there is a key, show the reading, keep it; return the score, None without a key.

        In an exercise nothing is shown.

        Raises
        ------
        ValueError
            If the item asks for a prediction and there is none yet.
        """
        if self.handed_in:
            return None
        if self.shows.predict and not self.answers.get(self.shows.predict.id):
            raise ValueError(content.load_interface()["predict-first"].text)
        self._catch_up()
        score = scoring.score(self.shows, self.value)
        self.show_result()
        self._keep(self.shows, dict(self.value), checked=True, score=score)
        return score

    def show_result(self) -> None:
        """Show what the answers say, without keeping anything: for answers that were checked before."""
        score = scoring.score(self.shows, self.value)
        self._last_checked = dict(self.value) if score else {}
        self.result = self._said(score)

    def show_changed(self, checked: Any) -> None:
        """Show the reading of answers that were changed after a check, and what was said of those that were not."""
        self._last_checked = checked
        if self.value:
            score = scoring.score(self.shows, checked) if checked else None
            parts = [part for part in self._parts(score) if _part(checked, part) == _part(self.value, part)]
            self.result = self._said(None) | {"parts": {part: self._parts(score)[part] for part in parts}}

    def reveal(self) -> None:
        """Show where the course puts each moment and part; only after a check."""
        if self.result.get("score"):
            self.result = self.result | {"reveal": self._keyed()}

    # --- words for the page ------------------------------------------------------------------------

    def _said(self, score: Score | None) -> dict[str, Any]:
        return {
            "done": True,
            "score": score.stored if score else None,
            "summary": score and say("balance-summary", raw=half_marks(score.raw), max=half_marks(score.max)),
            "parts": self._parts(score),
            "reading": reading_view(self.reading) if self.reading else None,
            "contested": self._contested(),
        }

    def _contested(self) -> dict[str, Any] | None:
        phrase = content.load_balance().phrases["contested"]
        return words_view(phrase.at(self.shows.level)) if self.shows.contested else None

    def _parts(self, score: Score | None) -> dict[str, Any]:
        because = self.shows.key.because if self.shows.key else {}
        return {
            part.id: {
                "verdict": part.verdict,
                "mark": part.mark,
                "max": part.max,
                "because": words_view(because.get(part.id)),
            }
            for part in (score.parts if score else ())
        }

    def _keyed(self) -> dict[str, list[dict[str, Any]]]:
        """Return the words of every answer that the course accepts, by moment or part."""
        balance, key, level = content.load_balance(), self.shows.key, self.shows.level
        places = {band.position: band.words.at(level) for band in balance.bands}
        places["not said"] = balance.not_said.at(level)
        words: dict[str, list[Words]] = {moment: [places[one] for one in right] for moment, right in key.stages.items()}
        for part in balance.parts:
            keyed = getattr(key, part.id, None)
            if keyed is not None:
                chosen = keyed if part.id == "brings" else [{True: "yes", False: "no"}.get(keyed, keyed)]
                right = [option.words.at(level) for option in part.options if option.id in chosen]
                words[part.id] = [
                    Words(_listed([one.text for one in right]), _listed([one.easy or one.text for one in right]))
                ]
        return {name: [words_view(one) for one in right] for name, right in words.items()}

    def _show_table(self) -> None:
        balance = power.with_numbers(self.rules)
        self._table = {
            "numbers": [
                {"id": number.id, "value": number.value, "means": words_view(number.means)}
                for number in balance.numbers
            ],
            "rows": [
                {"number": row.number, "id": row.id}
                | {name: words_view(getattr(row, name)) for name in ("condition", "reading", "reason", "step")}
                for row in power.table(balance)
            ],
        }


def reading_view(reading: power.Reading) -> dict[str, Any]:
    """Return a reading as a page takes it: ids, and texts as ``{"text": …, "easy": …}``."""
    return {
        "id": reading.id,
        "rules": list(reading.rules),
        "name": words_view(reading.name),
        "reason": words_view(reading.reason),
        "step": words_view(reading.step),
        "limit": words_view(reading.limit),
        "assuming": [words_view(one.words) for one in reading.assuming],
        "leaning": [words_view(one.words) for one in reading.leaning],
        "warnings": [words_view(one.words) for one in reading.warnings],
    }


def _part(answers: Mapping[str, Any], part: str) -> Any:
    """Return the answer to one moment or one other part; None where there is none."""
    return answers.get(part, answers.get("stages", {}).get(part))


def _listed(texts: Sequence[str]) -> str:
    """Return texts in a row; sentences stand after each other, parts of one have a semicolon between them."""
    return (" " if all(text.endswith(".") for text in texts) else "; ").join(texts)


def _plain(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return answers as a record holds them: plain dicts and lists."""
    plain = dict(answers)
    if "stages" in plain:
        plain["stages"] = dict(plain["stages"])
    if "brings" in plain:
        plain["brings"] = list(plain["brings"])
    return plain
