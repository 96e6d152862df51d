"""Entries as experts see them (award/11, employee-studio/6): what they need to judge, and where blind nothing more."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from honours.domain.cycle import Category, Cycle
from honours.domain.facts import Speciality
from honours.domain.policies import ReviewPolicy
from honours.regulation.expert_view import expert_view
from honours.regulation.fields import Field, FieldKind
from honours.services.review.blinding.codes import assign_codes
from honours.services.review.blinding.redaction import Redactor
from honours.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """One entry as an expert sees it; ``code`` stands for its number where the review is blind."""

    nomination_no: str
    code: str
    category: Category
    project_name: str
    speciality: str
    project_summary: str
    main_facts: str


def shown_entries(
    cycle: Cycle, nomination_nos: Sequence[str], policy: ReviewPolicy, names: Redactor, work: UnitOfWork
) -> dict[str, ShownEntry]:
    """Return the entries by number, in the order of what experts call them; ``work`` must have begun.

    Where the review is blind they get their codes, and ``names`` are taken out of every text.
    """
    numbers = sorted(nomination_nos)
    codes = assign_codes(cycle, numbers, work) if policy.is_blind else {number: number for number in numbers}
    clean: Callable[[str], str] = names.redact if policy.is_blind else str
    found = {}
    for row in work.run("review/list_entries", {"nomination_nos": numbers}):
        category = Category(row.category)
        facts = {**row.facts, "unit_name": row.unit_name, "person_name": row.person_name}
        fields = expert_view().fields(cycle.scheme, category, is_blind=policy.is_blind)
        found[row.nomination_no] = ShownEntry(
            nomination_no=row.nomination_no,
            code=codes[row.nomination_no],
            category=category,
            project_name=clean(row.project_name),
            speciality=Speciality(row.speciality).label,
            project_summary=clean(row.project_summary or ""),
            main_facts=clean(_told(fields, facts)),
        )
    return {one.nomination_no: one for one in sorted(found.values(), key=lambda one: one.code)}


def _told(fields: Sequence[Field], facts: Mapping[str, str]) -> str:
    """Return the facts one a line, as the nomination has them; what it leaves out is left out."""
    return "\n".join(f"{field.header}：{_value(field, facts[field.key])}" for field in fields if field.key in facts)


def _value(field: Field, text: str) -> str:
    if field.choices:
        return field.label_of(text) or text
    return f"{Decimal(text):,.2f}" if field.kind is FieldKind.MONEY else text
