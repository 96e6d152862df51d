"""What a question of "what if" is answered with; no personal number is in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from honours.domain.cycle import Category, Cycle, Scheme
from honours.domain.money import ZERO, Money
from honours.domain.states import NominationState, Verdict


class Change(StrEnum):
    """What becomes of a nomination under the other law."""

    NEWLY_IN = "newly_in"
    NEWLY_OUT = "newly_out"
    NEWLY_REFERRED = "newly_referred"
    AMOUNT_ONLY = "amount_only"
    NONE = "none"

    @property
    def label(self) -> str:
        """The Chinese word shown to people."""
        return {
            "newly_in": "新符合",
            "newly_out": "新不符合",
            "newly_referred": "新转人工认定",
            "amount_only": "仅金额变化",
            "none": "不变",
        }[self.value]

    @classmethod
    def between(cls, before: Verdict, after: Verdict) -> Change:
        """Return the change from one outcome to another."""
        return cls.NONE if before is after else _ENDING[after]


_ENDING = {
    Verdict.PASS: Change.NEWLY_IN,
    Verdict.FAIL: Change.NEWLY_OUT,
    Verdict.REFER: Change.NEWLY_REFERRED,
}


@dataclass(frozen=True, slots=True)
class ChangedValue:
    """One dated value that differs, as it is said under the law in force and under the other one.

    One that is not ``is_telling`` only changes words: nothing that nominations state is judged by it.
    """

    key: str
    label: str
    article: str
    before: str
    after: str
    is_telling: bool


@dataclass(frozen=True, slots=True)
class ChangedRule:
    """One rule that made the difference to a nomination, with what it found and asked for under both laws."""

    rule: str
    article: str
    article_label: str
    sentence: str
    verdict_before: Verdict
    verdict_after: Verdict
    found_before: str
    found_after: str
    required_before: str
    required_after: str


@dataclass(frozen=True, slots=True)
class ChangedNomination:
    """One nomination that comes out otherwise.

    ``doubts`` are the articles on which a person would have to decide. The amounts are None unless it was honoured in
    fact.
    """

    nomination_no: str
    cycle: Cycle
    category: Category
    body_name: str
    project_name: str
    person_name: str
    state: NominationState
    before: Verdict
    after: Verdict
    change: Change
    rules: tuple[ChangedRule, ...]
    doubts: tuple[str, ...]
    before_cny: Money | None
    after_cny: Money | None


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How many nominations a rule lets in, shuts out and leaves to a person that it did not before."""

    rule: str
    article: str
    article_label: str
    sentence: str
    required_before: str
    required_after: str
    newly_in: int
    newly_out: int
    newly_referred: int


@dataclass(frozen=True, slots=True)
class Outcomes:
    """How many nominations pass, fail and are left to a person."""

    passed: int = 0
    failed: int = 0
    referred: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryAnswer:
    """One category of one cycle: the outcomes under both laws, and the money of those honoured in fact.

    ``after_cny`` leaves out who newly fails and who no longer finds a place. ``in_doubt_cny`` is the part of it that
    depends on a person's word. ``most_new_cny`` and ``most_moving_up_cny`` are upper bounds of what could be added: by
    those that newly pass, and by those that passed before and could take a place that became free.
    """

    category: Category
    before: Outcomes
    after: Outcomes
    newly_in: int
    newly_out: int
    newly_referred: int
    quota_before: int | None
    quota_after: int | None
    grant_before_cny: Money
    grant_after_cny: Money
    honoured: int
    still_honoured: int
    without_place: int
    before_cny: Money
    after_cny: Money
    in_doubt_cny: Money
    most_new_cny: Money
    most_moving_up_cny: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleAnswer:
    """One cycle under both laws. ``unlisted`` is how many changed nominations were counted but are not listed."""

    cycle: Cycle
    nominations: int
    categories: tuple[CategoryAnswer, ...]
    rules: tuple[RuleCount, ...]
    changes: tuple[ChangedNomination, ...]
    unlisted: int
    values: tuple[ChangedValue, ...]

    def count(self, change: Change) -> int:
        """Return how many nominations change so; 0 for those that do not change their outcome."""
        return sum(getattr(one, change.value, 0) for one in self.categories)

    def passed(self, *, after: bool) -> int:
        """Return how many pass, under the one law or the other."""
        return sum((one.after if after else one.before).passed for one in self.categories)

    def money(self, name: str) -> Money:
        """Return the sum over the categories of one of their amounts."""
        return sum((getattr(one, name) for one in self.categories), ZERO)


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfAnswer:
    """The answer for all cycles; ``not_open`` names those that were asked for and never opened.

    ``as_on`` is the day whose law was supposed; None when the law of the cycles' own days was.
    """

    scheme: Scheme
    cycles: tuple[CycleAnswer, ...]
    not_open: tuple[Cycle, ...]
    as_on: date | None
