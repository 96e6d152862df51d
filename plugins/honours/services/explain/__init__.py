"""Explains one nomination: where it is, how it came there, by which rules, and what is awaited."""

from honours.services.explain.explanation import (
    ExplainedObjection,
    ExplainedPayment,
    ExplainedRule,
    ExplainedState,
    Explanation,
    Ruling,
    Scoring,
    Source,
)
from honours.services.explain.telling import UnknownNomination, explain

__all__ = [
    "ExplainedObjection",
    "ExplainedPayment",
    "ExplainedRule",
    "ExplainedState",
    "Explanation",
    "Ruling",
    "Scoring",
    "Source",
    "UnknownNomination",
    "explain",
]
