"""What a visit to a studio must bear out (model-studio/12): each claim of the application, aspect by aspect.

The visitors conclude, and the numbers must agree with them: what they could not see, or what was not claimed, is left
to a person.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Numeric, and_, cast, func, literal, not_

from honours.domain.cycle import CATEGORIES, Scheme
from honours.domain.stages import Examination
from honours.domain.studios import Aspect, Conclusion
from honours.regulation.rules.rule import Rule, choice, joined, stated
from honours.regulation.rules.studio.facts import StudioFacts

_CATEGORIES = CATEGORIES[Scheme.MODEL_WORKER_STUDIO]


def verification_rules(facts: StudioFacts) -> tuple[Rule, ...]:
    """Return one rule an aspect; only the model workers' studios are visited."""
    return tuple(_rule(aspect, facts) for aspect in Aspect)


def _rule(aspect: Aspect, facts: StudioFacts) -> Rule:
    claimed, observed, conclusion, note = (
        getattr(facts, f"{aspect.value}_{part}") for part in ("claimed", "observed", "conclusion", "note")
    )
    borne_out = and_(conclusion == Conclusion.CONFIRMED.value, observed >= claimed)
    return Rule(
        f"{aspect.value}_verified",
        "model-studio/12",
        Examination.VERIFICATION,
        _CATEGORIES,
        f"{aspect.label}经现场核实与申报相符",
        f"{aspect.label}经现场核实与申报相符（{aspect.counts}）；无法核实的，由工作人员认定",
        joined(
            f"{aspect.label}申报：",
            _number(claimed),
            "；现场：",
            _number(observed),
            "；结论：",
            choice(conclusion, Conclusion),
            func.coalesce(literal("；说明：").concat(note), ""),
        ),
        # A number that nobody claimed cannot be contradicted.
        fails=and_(conclusion == Conclusion.CONTRADICTED.value, claimed.is_not(None)),
        refers=not_(borne_out),
    )


def _number(fact: ColumnElement[Any]) -> ColumnElement[str]:
    return stated(func.trim_scale(cast(fact, Numeric)))
