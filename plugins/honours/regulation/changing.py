"""The regulation with other values for some days, beside the one in force: what a question of "what if" is asked of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from honours.domain.money import Money
from honours.regulation.loader import Regulation
from honours.regulation.values import Dated, Life, Value

SUPPOSED = "假设"
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """Days from the first to the last, both among them."""

    first_on: date
    last_on: date


class Noting(Mapping[str, Dated[Value]]):
    """Values that remember which of them were asked for."""

    def __init__(self, values: Mapping[str, Dated[Value]]) -> None:
        self._values = values
        self.asked: set[str] = set()

    def __getitem__(self, key: str) -> Dated[Value]:
        self.asked.add(key)
        return self._values[key]

    def __contains__(self, key: object) -> bool:
        return key in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


def changed(law: Regulation, values: Mapping[str, Value], days: Span) -> Regulation:
    """Return the law with these values on the days of the span; before, after, and where it had none, it is as it was.

    Raises :class:`UnknownKey`. Whether the values go together is for :func:`below_floor` to say.
    """
    replaced = {key: _changed(law.value(key), value, days) for key, value in values.items()}
    return replace(law, values={**law.values, **replaced})


def below_floor(law: Regulation, days: Span) -> Iterator[tuple[str, Life[Money], Life[Money]]]:
    """Yield each amount of the law that lies below the floor beside it within the span, with both lives."""
    for key in law.values:
        floor_key = f"{key.removesuffix('.amount_cny')}.floor_cny"
        if not key.endswith(".amount_cny") or floor_key not in law.values:
            continue
        floors = law.money(floor_key).lives
        for paid in law.money(key).lives:
            for floor in floors:
                if paid.value < floor.value and _meet(paid, floor, days):
                    yield key, paid, floor


def _changed(dated: Dated[Value], value: Value, days: Span) -> Dated[Value]:
    lives = [piece for life in dated.lives for piece in _pieces(life, value, days)]
    return replace(dated, lives=tuple(lives))


def _pieces(life: Life[Value], value: Value, days: Span) -> Iterator[Life[Value]]:
    """Yield the life in up to three pieces, the one within the days with the new value."""
    first_on = max(life.from_on, days.first_on)
    last_on = days.last_on if life.until_on is None else min(life.until_on, days.last_on)
    if first_on > last_on or value == life.value:
        yield life
        return
    if life.from_on < first_on:
        yield replace(life, until_on=first_on - _ONE_DAY)
    yield replace(life, from_on=first_on, until_on=last_on, value=value, source=SUPPOSED)
    if life.until_on is None or last_on < life.until_on:
        yield replace(life, from_on=last_on + _ONE_DAY)


def _meet(one: Life[Money], other: Life[Money], days: Span) -> bool:
    first_on = max(one.from_on, other.from_on, days.first_on)
    ends = [life.until_on for life in (one, other) if life.until_on is not None]
    return first_on <= min([days.last_on, *ends])
