"""The money of one category under two laws: of those honoured in fact, and the most that could be added.

Ranking and meeting are not held again. So what is certain is only who would have fallen out and how many places there
are; everything that could be added is an upper bound.
"""

from __future__ import annotations

from dataclasses import dataclass

from honours.domain.money import ZERO, Money


@dataclass(frozen=True, slots=True)
class Grants:
    """What one honoured nomination gets and how many places there are, under one law; no quota means no limit."""

    amount: Money
    quota: int | None


@dataclass(slots=True)
class Tally:
    """Nominations of one category, counted; the money is what those honoured in fact were granted."""

    honoured: int = 0
    newly_out: int = 0
    in_doubt: int = 0
    newly_in: int = 0
    ready: int = 0
    honoured_cny: Money = ZERO
    newly_out_cny: Money = ZERO
    in_doubt_cny: Money = ZERO


@dataclass(frozen=True, slots=True)
class Reckoned:
    """The money of one category; see :class:`CategoryAnswer` for what each amount means."""

    still_honoured: int
    without_place: int
    before: Money
    after: Money
    in_doubt: Money
    most_new: Money
    most_moving_up: Money


def reckon(tally: Tally, before: Grants, after: Grants) -> Reckoned:
    """Return the money under both laws.

    ``tally.newly_in`` and ``tally.ready`` count those not honoured in fact that newly pass, and that pass under both.
    """
    kept = tally.honoured - tally.newly_out
    without_place = max(0, _over(kept, after.quota) - _over(tally.honoured, before.quota))
    rise = after.amount - before.amount
    kept_cny = tally.honoured_cny - tally.newly_out_cny + rise * kept
    free = _free(kept - without_place, after.quota)
    freed = free - _free(tally.honoured, before.quota) if before.quota is not None else 0
    entering = min(tally.newly_in, free)
    moving_up = max(0, min(tally.ready, freed, free - entering))
    return Reckoned(
        still_honoured=kept - without_place,
        without_place=without_place,
        before=tally.honoured_cny,
        after=kept_cny - after.amount * without_place,
        in_doubt=tally.in_doubt_cny + rise * tally.in_doubt,
        most_new=after.amount * entering,
        most_moving_up=after.amount * moving_up,
    )


def _over(count: int, quota: int | None) -> int:
    return 0 if quota is None else max(0, count - quota)


def _free(count: int, quota: int | None) -> int:
    """Return how many places are free; without a quota as many as anybody could take."""
    return 10**9 if quota is None else max(0, quota - count)
