"""Which keys tell entries of equal score apart, in the order that the policy cites them (award/3, award/10, award/11).

The mean of a criterion puts all entries in an order. The order that a recommending body gave compares entries of that
body only; beside entries of other bodies it says nothing, so it comes last and leaves them level.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol

from honours.domain.errors import HonoursError
from honours.domain.policies import ReviewPolicy, TieKey, TieKind


class PriorityNotLast(HonoursError):
    """A key stands after the bodies' own order, so that entries could stand in a circle; carries the key."""

    def __init__(self, key: TieKey) -> None:
        self.key = key
        super().__init__(
            f"评审办法的并列规则中，“{key.label}”排在推荐单位次序之后。推荐单位次序只能比较同一单位的项目，应放在最后。"
        )


class Entry(Protocol):
    """An entry as far as keys look at it."""

    @property
    def nomination_no(self) -> str:
        """Its number, of which nothing depends."""
        ...

    @property
    def body_code(self) -> str:
        """Who recommended it."""
        ...

    @property
    def priority_no(self) -> int:
        """Where its body put it; 1 comes first."""
        ...

    @property
    def given(self) -> tuple[Mapping[str, Decimal], ...]:
        """Points by criterion, one mapping an expert."""
        ...


@dataclass(frozen=True, slots=True)
class TieValue:
    """What a key says of one entry; ``is_decisive`` where it put the entry before or after another of equal score."""

    label: str
    article: str
    value: str
    is_decisive: bool


@dataclass(frozen=True, slots=True)
class Place:
    """An entry among those that nothing but their bodies' own order tells apart.

    ``above`` and ``below`` are how many of them stand certainly before and after it.
    """

    entry: Entry
    above: int
    below: int
    keys: tuple[TieValue, ...]


def levels(equal: Sequence[Entry], policy: ReviewPolicy) -> list[list[Place]]:
    """Return entries of equal score as groups, best first; raise :class:`PriorityNotLast`."""
    kinds = [key.kind for key in policy.tie_keys]
    if TieKind.PRIORITY in kinds[:-1]:
        raise PriorityNotLast(policy.tie_keys[kinds.index(TieKind.PRIORITY) + 1])
    return list(_split(equal, policy.tie_keys, policy.places, ()))


def _split(
    equal: Sequence[Entry], keys: Sequence[TieKey], places: int, known: tuple[TieValue, ...]
) -> Iterator[list[Place]]:
    if len(equal) == 1 or not keys:
        yield [Place(entry, 0, 0, known) for entry in equal]
        return
    key, later = keys[0], keys[1:]
    if key.kind is TieKind.PRIORITY:
        yield [_by_priority(entry, equal, key, known) for entry in equal]
        return
    values = {entry.nomination_no: _criterion_mean(entry, str(key.criterion), places) for entry in equal}
    found = sorted(set(values.values()), reverse=True)
    for value in found:
        looked_at = TieValue(key.label, key.article, str(value), len(found) > 1)
        alike = [entry for entry in equal if values[entry.nomination_no] == value]
        yield from _split(alike, later, places, (*known, looked_at))


def _by_priority(entry: Entry, equal: Sequence[Entry], key: TieKey, known: tuple[TieValue, ...]) -> Place:
    own = [other.priority_no for other in equal if other.body_code == entry.body_code]
    above = sum(other < entry.priority_no for other in own)
    below = sum(other > entry.priority_no for other in own)
    looked_at = TieValue(key.label, key.article, f"第{entry.priority_no}位", bool(above or below))
    return Place(entry, above, below, (*known, looked_at))


def _criterion_mean(entry: Entry, criterion: str, places: int) -> Decimal:
    points = [given[criterion] for given in entry.given]
    exact = sum(points, Decimal(0)) / len(points)
    return exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
