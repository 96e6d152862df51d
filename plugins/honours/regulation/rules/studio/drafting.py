"""How a rule of the studios is drafted: under the articles of its scheme, for both levels unless it says otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, not_

from honours.domain.cycle import CATEGORIES, Category, Scheme
from honours.domain.stages import Examination
from honours.regulation.rules.rule import NEVER, Rule, joined, yes_no

LEVELS = CATEGORIES[Scheme.MODEL_WORKER_STUDIO]
STANDARD = (Category.STANDARD,)
DEMONSTRATION = (Category.DEMONSTRATION,)
Articles = Mapping[Scheme, Sequence[str]]


def cited(model: Sequence[str] = (), employee: Sequence[str] = ()) -> Articles:
    """Return the articles of each scheme that one rule enforces; it is told under the first."""
    return {Scheme.MODEL_WORKER_STUDIO: model, Scheme.EMPLOYEE_STUDIO: employee}


def drafted(
    scheme: Scheme,
    articles: Articles,
    name: str,
    sentence: str,
    required: str,
    found: ColumnElement[str],
    fails: ColumnElement[bool] = NEVER,
    refers: ColumnElement[bool] = NEVER,
    *,
    examination: Examination = Examination.QUALIFICATION,
    categories: tuple[Category, ...] = LEVELS,
    values: Sequence[str] = (),
) -> Rule:
    """Return the rule as it stands in the scheme; ``values`` are the names of the scheme's numbers that decide it."""
    article, *also = articles[scheme]
    keys = tuple(f"rule.{scheme.value}.{value}" for value in values)
    return Rule(name, article, examination, categories, sentence, required, found, fails, refers, tuple(also), keys)


def affirmed(
    scheme: Scheme,
    articles: Articles,
    name: str,
    sentence: str,
    label: str,
    fact: ColumnElement[bool],
    *,
    examination: Examination = Examination.QUALIFICATION,
    categories: tuple[Category, ...] = LEVELS,
) -> Rule:
    """Return the rule that asks for one thing to be so."""
    found = joined(f"{label}：", yes_no(fact))
    return drafted(
        scheme,
        articles,
        name,
        sentence,
        f"{label}：是",
        found,
        not_(fact),
        examination=examination,
        categories=categories,
    )
