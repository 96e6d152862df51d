"""The score sheet as the policy has it: one column a criterion, with its label and weight (award/11)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from honours.domain.policies import Criterion
from honours.domain.submissions import SubmissionKind
from honours.regulation.fields import Field
from honours.regulation.forms import Form, form

POINTS = "points"


def score_form(criteria: Sequence[Criterion]) -> Form:
    """Return the form of the score sheet with a column for each criterion, in the order of the policy."""
    asked = form(SubmissionKind.SCORE_SHEET)
    (sheet,) = asked.sheets
    fields = tuple(
        column
        for field in sheet.fields
        for column in ([_column(field, one) for one in criteria] if field.key == POINTS else [field])
    )
    return replace(asked, sheets=(replace(sheet, fields=fields),))


def points_key(criterion: Criterion) -> str:
    """Return the key of the criterion's column."""
    return f"{POINTS}_{criterion.code}"


def _column(field: Field, criterion: Criterion) -> Field:
    return replace(
        field,
        key=points_key(criterion),
        header=criterion.label,
        explains=f"占 {criterion.weight}%。{field.explains}",
    )
