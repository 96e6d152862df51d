"""Judges nominations by the rules: a whole cycle in one pass of the database, one nomination by the same definition."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import CTE, Column, Select, Text, and_, case, func, literal, select, true, values
from sqlalchemy.dialects.postgresql import array, insert
from sqlalchemy.types import Date, Integer

from honours.domain.cycle import Cycle
from honours.domain.stages import Examination
from honours.domain.states import NominationState
from honours.regulation.rules import Rule
from honours.services.rulebooks import rulebook
from honours.services.stages import CycleNotOpen
from honours.storage.tables import cycle as cycle_table
from honours.storage.tables import verdict
from honours.storage.unit_of_work import UnitOfWork

JUDGED_IN = {
    Examination.POSTING: NominationState.RECEIVED,
    Examination.QUALIFICATION: NominationState.RECOMMENDED,
    Examination.VERIFICATION: NominationState.QUALIFIED,
}
"""The state in which a nomination is judged at each examination."""


@dataclass(frozen=True, slots=True)
class JudgedCounts:
    """What stands after an examination, counted by nomination: the gravest verdict of its current revision.

    ``new_verdicts`` is how many verdicts this call added; a retry adds none.
    """

    new_verdicts: int
    nominations: int
    passed: int
    failed: int
    referred: int

    def __str__(self) -> str:
        return (
            f"共{self.nominations}项：符合{self.passed}项，不符合{self.failed}项，需人工认定{self.referred}项"
            f"（本次新增结论{self.new_verdicts}条）"
        )


@dataclass(frozen=True, slots=True)
class JudgedRule:
    """One rule's verdict on one nomination, as people read it."""

    rule: str
    article: str
    stage: str
    verdict: str
    found: str
    required: str


def judge(cycle: Cycle, examination: Examination, on: date, work: UnitOfWork) -> JudgedCounts:
    """Store one verdict for every rule of the examination and nomination due at it; a retry adds none.

    The numbers are those in force on the cycle's last day for nominations; ``on`` is only recorded. Raises
    :class:`CycleNotOpen`.
    """
    with work:
        return judge_within(cycle, examination, on, work)


def judge_within(cycle: Cycle, examination: Examination, on: date, work: UnitOfWork) -> JudgedCounts:
    """Do what :func:`judge` does in a unit of work that has begun, so that what is judged can be locked before."""
    facts, rules = _rules(cycle, work)
    chosen = [rule for rule in rules if rule.examination is examination]
    if not chosen:
        # Nobody visits what experts score: a scheme need not have every examination.
        return JudgedCounts(0, 0, 0, 0, 0)
    judged = verdicts(facts, chosen).where(facts.c.state == JUDGED_IN[examination].value)
    rows = judged.add_columns(literal(str(cycle)), literal(on, Date))
    names = [*judged.selected_columns.keys(), "cycle", "judged_on"]
    added = work.connection.execute(
        insert(verdict).from_select(names, rows).on_conflict_do_nothing(),
        execution_options={"preserve_rowcount": True},
    ).rowcount
    counts = work.run("judgement/count_verdicts", {"cycle": str(cycle), "stage": examination.value}).one()
    return JudgedCounts(added, counts.nominations, counts.passed, counts.failed, counts.referred)


def preview(
    cycle: Cycle, nomination_no: str, examinations: Collection[Examination], work: UnitOfWork
) -> tuple[JudgedRule, ...]:
    """Return what the rules of the examinations say of one nomination as it stands now; nothing is stored.

    Only what the nomination repeats is looked at, so that it takes no longer in a large cycle.
    """
    with work:
        facts, rules = _rules(cycle, work, only=nomination_no)
        chosen = [rule for rule in rules if rule.examination in examinations]
        one = verdicts(facts, chosen).where(facts.c.nomination_no == nomination_no)
        rows = {row.rule: row for row in work.connection.execute(one)} if chosen else {}
    return tuple(
        JudgedRule(
            rule.id,
            rule.article,
            rule.examination.value,
            rows[rule.id].verdict,
            rows[rule.id].found,
            rule.required,
        )
        for rule in chosen
        if rule.id in rows
    )


def rules_of(cycle: Cycle, work: UnitOfWork) -> tuple[Rule, ...]:
    """Return the rules with the numbers of the cycle; raise :class:`CycleNotOpen`."""
    with work:
        return _rules(cycle, work)[1]


def verdicts(facts: CTE, rules: Sequence[Rule]) -> Select[Any]:
    """Return the select of one row a nomination and rule of its category.

    Per category the verdicts and findings are two arrays side by side, which the database unnests: the expressions are
    compiled once for all rows, and only those of the row's own category are evaluated.
    """
    by_category: dict[str, list[Rule]] = {}
    for rule in rules:
        for category in rule.categories:
            by_category.setdefault(category.value, []).append(rule)
    labels = values(
        Column("category", Text),
        Column("place", Integer),
        Column("rule", Text),
        Column("article", Text),
        Column("stage", Text),
        Column("required", Text),
        name="rules",
    ).data(
        [
            (category, place, rule.id, rule.article, rule.examination.value, rule.required)
            for category, listed in by_category.items()
            for place, rule in enumerate(listed, start=1)
        ]
    )
    said = case(
        {category: array([rule.verdict for rule in listed]) for category, listed in by_category.items()},
        value=facts.c.category,
    )
    shown = case(
        {category: array([rule.found for rule in listed]) for category, listed in by_category.items()},
        value=facts.c.category,
    )
    judged = (
        func.unnest(said, shown)
        .table_valued("verdict", "found", with_ordinality="place", joins_implicitly=True)
        .render_derived("judged")
    )
    applies = and_(labels.c.category == facts.c.category, labels.c.place == judged.c.place)
    return select(
        facts.c.nomination_no,
        facts.c.revision,
        labels.c.rule,
        labels.c.article,
        labels.c.stage,
        judged.c.verdict,
        judged.c.found,
        labels.c.required,
    ).select_from(facts.join(judged, true()).join(labels, applies))


def _rules(cycle: Cycle, work: UnitOfWork, only: str | None = None) -> tuple[CTE, tuple[Rule, ...]]:
    days = select(cycle_table.c.call_on, cycle_table.c.nominations_due_on).where(cycle_table.c.cycle == str(cycle))
    found = work.connection.execute(days).one_or_none()
    if found is None:
        raise CycleNotOpen(cycle)
    return rulebook(cycle, found.call_on, found.nominations_due_on, only=only)
