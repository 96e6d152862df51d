"""Since when what a rule requires is in force, and what put it in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from honours.regulation.loader import Regulation, regulation
from honours.regulation.rules import Rule
from honours.regulation.rules.since import in_force_since, lives_behind


@dataclass(frozen=True, slots=True)
class ValueInForce:
    """One dated value behind a requirement; ``until_on`` is the last day of its life, None while it has no end."""

    key: str
    label: str
    from_on: date
    until_on: date | None
    source: str
    is_office_practice: bool


@dataclass(frozen=True, slots=True)
class Since:
    """The first day of a requirement as it is, the document that set it, and the dated values in it, if any."""

    on: date
    source: str
    values: tuple[ValueInForce, ...]

    @property
    def label(self) -> str:
        """Since when and by what, in Chinese."""
        practice = "（其中含工作惯例）" if any(value.is_office_practice for value in self.values) else ""
        return f"自{self.on}起施行，{self.source}{practice}"


def since_of(rule: Rule, due_on: date, source: Regulation | None = None) -> Since:
    """Return since when the rule requires what it did on the cycle's last day; raise :class:`NotInForce`."""
    law = source or regulation()
    lives = lives_behind(rule, due_on, law)
    values = tuple(
        ValueInForce(dated.key, dated.label, life.from_on, life.until_on, life.source, life.is_office_practice)
        for dated, life in lives
    )
    enacted = [value.source for value in values if not value.is_office_practice]
    documents = enacted or [law.article(rule.article).enactment.source]
    return Since(in_force_since(rule, due_on, law), "、".join(dict.fromkeys(documents)), values)
