"""The two laws of a question: the one in force and the supposed one, and the values in which they differ."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import ClauseElement
from sqlalchemy.dialects import postgresql

from honours.domain.cycle import Cycle, Scheme
from honours.regulation.changing import Noting, Span, below_floor, changed
from honours.regulation.loader import Regulation, regulation
from honours.regulation.values import Value
from honours.services.disbursement.planning import grants_on
from honours.services.rulebooks import rulebook
from honours.services.what_if.answer import ChangedValue
from honours.services.what_if.comparing import Book
from honours.services.what_if.reckoning import Grants
from honours.services.what_if.refusals import AmountBelowFloor, NothingReads, NotKept, NotTelling, OutOfRange

# Pairs of texts below the shares in force are not kept, so nobody can say who would be close by a lower one.
_ONLY_HIGHER = ("practice.resemblance.common_percent", "practice.resemblance.contained_percent")
_DIALECT = postgresql.dialect()  # type: ignore[no-untyped-call]


@dataclass(frozen=True, slots=True)
class Supposition:
    """What is supposed: single values, the law of another folder, the law as it is on another day; any of them."""

    values: Mapping[str, Value] = field(default_factory=dict)
    law: Regulation | None = None
    as_on: date | None = None


@dataclass(frozen=True, slots=True)
class Days:
    """The days of one cycle by which rules and grants go."""

    cycle: Cycle
    call_on: date
    due_on: date
    honoured_on: date

    @property
    def span(self) -> Span:
        """The days on which the supposed values are in force: the year of the cycle and the one in which it ends."""
        ends = date(self.cycle.year + 1, 12, 31)
        return Span(date(self.cycle.year, 1, 1), max(ends, self.due_on, self.honoured_on))


@dataclass(frozen=True, slots=True)
class Keys:
    """The values that the rules of a cycle go by, and those of its grants and quotas."""

    of_rules: frozenset[str]
    of_grants: frozenset[str]

    @property
    def all(self) -> frozenset[str]:
        """All of them."""
        return self.of_rules | self.of_grants


def keys_read(days: Days, law: Regulation) -> Keys:
    """Return the keys of all values that decide anything in the cycle."""
    by_rules, by_grants = Noting(law.values), Noting(law.values)
    rulebook(days.cycle, days.call_on, days.due_on, replace(law, values=by_rules))
    grants_of(days, replace(law, values=by_grants))
    return Keys(frozenset(by_rules.asked), frozenset(by_grants.asked))


def refuse_unread(given: Supposition, scheme: Scheme, read: Collection[Keys]) -> None:
    """Raise :class:`NothingReads` for supposed values that make no difference to any cycle of the scheme."""
    readable = frozenset[str]().union(*(keys.all for keys in read))
    unread = set(given.values) - readable
    if unread:
        raise NothingReads(unread, scheme, readable)


def supposed_law(days: Days, given: Supposition, keys: Keys) -> Regulation:
    """Return the law of the supposition for the days of the cycle, in the values that it goes by.

    Raises :class:`AmountBelowFloor`, :class:`NotInForce` for a day before the regulation, :class:`UnknownKey` for a
    value that the other folder lacks.
    """
    law = given.law or regulation()
    then = {} if given.as_on is None else {key: law.value(key).on(given.as_on) for key in keys.all}
    supposed = changed(law, {**then, **given.values}, days.span)
    for key, paid, floor in below_floor(supposed, days.span):
        if key in keys.of_grants:
            raise AmountBelowFloor(key, paid.value, floor.value, floor.article)
    return supposed


def differences(days: Days, given: Supposition, other: Regulation, keys: Keys) -> tuple[ChangedValue, ...]:
    """Return the values in which the supposed law differs from the one in force, each on the day it is used.

    Raises :class:`NotKept`, :class:`OutOfRange`, and :class:`NotTelling` for single values by which nothing is judged.
    """
    law, found = regulation(), []
    for key in sorted(keys.all):
        on = days.due_on if key in keys.of_rules else days.honoured_on
        dated, value = law.value(key), other.value(key).on(on)
        life = dated.life_on(on)
        if life.value == value:
            continue
        if key in _ONLY_HIGHER and _number(value) < _number(life.value):
            raise NotKept(key)
        is_telling = key in keys.of_grants or _decides(days, law, key, value)
        found.append(ChangedValue(key, dated.label, life.article, dated.say(life.value), dated.say(value), is_telling))
    silent = [value.key for value in found if not value.is_telling and value.key in given.values]
    if silent:
        raise NotTelling(silent)
    return tuple(found)


def book_of(days: Days, law: Regulation) -> Book:
    """Return facts and rules of the cycle by the law; raise :class:`OutOfRange`."""
    try:
        return Book(*rulebook(days.cycle, days.call_on, days.due_on, law))
    except (ValueError, OverflowError) as error:
        raise OutOfRange(days.cycle) from error


def grants_of(days: Days, law: Regulation) -> tuple[Grants, ...]:
    """Return what each category of the cycle grants and how many places it has, in the order of the categories."""
    amounts = grants_on(days.cycle, days.honoured_on, law)
    return tuple(
        Grants(amounts[category][0], law.quota_on(category, days.honoured_on)) for category in days.cycle.categories
    )


def _decides(days: Days, law: Regulation, key: str, value: Value) -> bool:
    """Return whether the database would judge by anything else with this value; some change words only."""
    one, other = book_of(days, law), book_of(days, changed(law, {key: value}, days.span))
    named = [(rule, twin) for rule, twin in zip(one.rules, other.rules, strict=True) if key in rule.value_keys]
    if any(_written(rule.verdict) != _written(twin.verdict) for rule, twin in named):
        return True
    return _written(one.facts.element) != _written(other.facts.element)


def _written(expression: ClauseElement) -> tuple[str, str]:
    compiled = expression.compile(dialect=_DIALECT)
    return str(compiled), repr(sorted(compiled.params.items()))


def _number(value: Value) -> int:
    return value if isinstance(value, int) else 0
