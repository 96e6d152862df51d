"""Since when a requirement is in force: by the article of a rule and the dated values that decide it."""

from __future__ import annotations

from datetime import date, timedelta

from honours.regulation.loader import Regulation, regulation
from honours.regulation.rules.rule import Rule
from honours.regulation.values import Dated, Life, Value

_ONE_DAY = timedelta(days=1)


def lives_behind(
    rule: Rule, on: date, source: Regulation | None = None
) -> tuple[tuple[Dated[Value], Life[Value]], ...]:
    """Return each dated value that decides the rule, with its life on the day; most rules have none.

    Raises :class:`NotInForce`.
    """
    law = source or regulation()
    return tuple((dated, dated.life_on(on)) for dated in map(law.value, rule.value_keys))


def in_force_since(rule: Rule, on: date, source: Regulation | None = None) -> date:
    """Return the first day from which the requirement has been in force, as it is on the day, without a break.

    It is the day on which the article took effect, or the later one on which a value in it was last changed.
    """
    law = source or regulation()
    began = [_unchanged_since(dated, life) for dated, life in lives_behind(rule, on, law)]
    return max([law.article(rule.article).enactment.effective_on, *began])


def _unchanged_since(dated: Dated[Value], life: Life[Value]) -> date:
    """Return the day from which the value has been the same, also where it was enacted again unchanged."""
    began = life.from_on
    for earlier in reversed(dated.lives[: dated.lives.index(life)]):
        if earlier.value != life.value or earlier.until_on != began - _ONE_DAY:
            break
        began = earlier.from_on
    return began
