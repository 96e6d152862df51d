"""Explains one nomination: where it is, how it came there, by which rules, on which papers, and what is awaited."""

from honours.services.explain.awaited import Awaited
from honours.services.explain.explanation import (
    ExplainedObjection,
    ExplainedPayment,
    ExplainedRule,
    ExplainedState,
    Explanation,
    NeverTaken,
    Ruling,
    Scoring,
    Source,
)
from honours.services.explain.strangers import UnknownNomination
from honours.services.explain.telling import explain

__all__ = [
    "Awaited",
    "ExplainedObjection",
    "ExplainedPayment",
    "ExplainedRule",
    "ExplainedState",
    "Explanation",
    "NeverTaken",
    "Ruling",
    "Scoring",
    "Source",
    "UnknownNomination",
    "explain",
]
