"""What is known of a studio's naming: the application, the visit, the way to the naming, the evidence."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from honours.domain.studios import Aspect, Conclusion
from honours.storage.tables import studio_application
from honours.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Visited:
    """What the visit found of one aspect."""

    observed: Decimal | None
    conclusion: Conclusion
    note: str | None


@dataclass(frozen=True, slots=True)
class Course:
    """How a nomination came to be named; what did not take place is None."""

    received_on: date
    project_summary: str | None
    visited_on: date | None
    visitors: str | None
    mean_points: Decimal | None
    rank: int | None
    meeting_on: date | None
    minutes_no: str | None
    posted_on: date | None
    closes_on: date | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One file that the application names; ``sha256`` is None while the body has not sent it."""

    name: str
    sha256: str | None
    received_on: date | None


@dataclass(frozen=True, slots=True)
class Facts:
    """All of one nomination; ``application`` by column, empty for a naming from before this system."""

    application: Mapping[str, Any] = field(default_factory=dict)
    course: Course | None = None
    visited: Mapping[Aspect, Visited] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()


def facts_of(nomination_nos: Collection[str], work: UnitOfWork) -> dict[str, Facts]:
    """Return the facts of each nomination by its number. The unit of work must have begun."""
    key = {"nomination_nos": sorted(nomination_nos)}
    applications = work.connection.execute(
        select(studio_application).where(studio_application.c.nomination_no.in_(key["nomination_nos"]))
    ).mappings()
    stated = {row["nomination_no"]: dict(row) for row in applications}
    courses = {row.nomination_no: _course(row) for row in work.run("studios/list_courses", key)}
    visited: dict[str, dict[Aspect, Visited]] = {}
    for row in work.run("studios/list_findings", key):
        found = Visited(row.observed, Conclusion(row.conclusion), row.note)
        visited.setdefault(row.nomination_no, {})[Aspect(row.aspect)] = found
    evidence: dict[str, dict[str, Evidence]] = {}
    for row in work.run("studios/list_evidence", key):
        one = Evidence(row.name, row.sha256, row.received_on)
        evidence.setdefault(row.nomination_no, {}).setdefault(row.name, one)
    return {
        number: Facts(
            application=stated.get(number, {}),
            course=courses.get(number),
            visited=visited.get(number, {}),
            evidence=tuple(evidence.get(number, {}).values()),
        )
        for number in key["nomination_nos"]
    }


def latest_day(facts: Facts, days: Sequence[date | None]) -> date:
    """Return the last day of which the facts and ``days`` tell: up to then they are complete."""
    known: list[date | None] = [*days, *(one.received_on for one in facts.evidence)]
    if facts.course is not None:
        course = facts.course
        known += [course.received_on, course.visited_on, course.meeting_on, course.posted_on]
    return max(day for day in known if day is not None)


def _course(row: Any) -> Course:
    return Course(
        row.received_on,
        row.project_summary,
        row.visited_on,
        row.visitors,
        row.mean_points,
        row.rank,
        row.meeting_on,
        row.minutes_no,
        row.posted_on,
        row.closes_on,
    )
