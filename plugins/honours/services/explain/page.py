"""The explanation as one HTML page: complete in itself, without scripts, for the screen and for A4 paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from honours.domain.cycle import CATEGORIES, Cycle, Scheme, letters_of
from honours.domain.stages import Examination
from honours.domain.states import NominationState, RulingOutcome, Verdict
from honours.regulation.office import office
from honours.services.explain.explanation import ExplainedRule, Explanation, NeverTaken
from honours.services.explain.plain_text import GRAVEST_FIRST, examined
from honours.services.explain.progress import examination_label
from honours.services.explain.strangers import UnknownNomination

_ANY_YEAR = 2025
_TORN = re.compile(r"[0-9]{4}-[0-9A-Z]{2}-[0-9]{2}(?:[0-9]{2}-[0-9]{3})?(?: 24时)?")
_GOOD = (NominationState.AWARDED, NominationState.PAID)
_BAD = (NominationState.EXCLUDED, NominationState.DECLINED, NominationState.REVOKED)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """The rules of one examination that came to the same verdict."""

    verdict: Verdict
    rules: tuple[ExplainedRule, ...]


@dataclass(frozen=True, slots=True)
class _Section:
    """One examination: when it was, and its rules by outcome, the gravest first."""

    label: str
    examined: str
    is_coming: bool
    outcomes: tuple[_Outcome, ...]


def page(told: Explanation | NeverTaken, made_on: date, templates: Path, *, search: str | None = None) -> str:
    """Return the page; ``search`` is where a form for other numbers leads, None in a file that stands alone."""
    shared = {"told": told, "made_on": made_on, "search": search, "issuer": office().issuer}
    if isinstance(told, NeverTaken):
        return _render(templates, "returned.html", shared)
    sections = tuple(_sections(told.rules, told.cycle.scheme))
    return _render(templates, "nomination.html", {**shared, "sections": sections, "tone": _tone(told.state)})


def search_page(templates: Path, *, search: str, asked: str = "", miss: UnknownNomination | None = None) -> str:
    """Return the form that asks for a number, with what is like it when none bears ``asked``."""
    values = {"asked": asked, "miss": miss, "near": miss.near if miss else (), "kinds": _kinds()}
    return _render(templates, "search.html", {**values, "search": search})


def _kinds() -> list[tuple[str, str]]:
    """Return the letters in numbers and what they stand for."""
    return [
        (letters_of(scheme, category), Cycle(_ANY_YEAR, scheme).category_label(category))
        for scheme in reversed(Scheme)
        for category in CATEGORIES[scheme]
    ]


def _sections(rules: Sequence[ExplainedRule], scheme: Scheme) -> Iterator[_Section]:
    for examination in Examination:
        here = [rule for rule in rules if rule.stage == examination.value]
        if here:
            outcomes = (
                _Outcome(verdict, tuple(rule for rule in here if rule.verdict is verdict)) for verdict in GRAVEST_FIRST
            )
            yield _Section(
                examination_label(examination, scheme),
                examined(here),
                all(rule.judged_on is None for rule in here),
                tuple(outcome for outcome in outcomes if outcome.rules),
            )


def _tone(state: NominationState) -> str:
    return "good" if state in _GOOD else "bad" if state in _BAD else "plain"


def _render(templates: Path, name: str, values: dict[str, Any]) -> str:
    return _environment(templates).get_template(name).render(values)


@lru_cache(maxsize=4)
def _environment(templates: Path) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(templates / "pages"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["firm"] = _firm
    environment.globals["refused"] = RulingOutcome.REFUSED
    return environment


def _firm(text: str) -> Markup:
    """Return the text, escaped, with days and numbers that no line break tears apart."""
    return Markup(_TORN.sub(r'<span class="number">\g<0></span>', str(escape(text))))  # noqa: S704  escaped before
