"""Slips of clerks in single cells of the studios' workbooks, most of them mended in time."""

from __future__ import annotations

from honours.domain.cycle import Category, Cycle, Scheme
from honours.services.sample.entries import Value
from honours.services.sample.slips import Slip

_STANDARD, _DEMONSTRATION = Category.STANDARD, Category.DEMONSTRATION
_WITH_DEMONSTRATION = (
    Slip("person_id", _STANDARD, lambda entry: _other_last(entry.facts["person_id"])),
    Slip("team_size", _STANDARD, lambda _: "八人"),
    Slip("unit_uscc", _DEMONSTRATION, lambda entry: _other_last(entry.facts["unit_uscc"])),
    Slip("studio_no", _DEMONSTRATION, lambda entry: str(entry.facts["studio_no"])[1:]),
    # This body gives up; its row stays out.
    Slip("leader_honour", _STANDARD, lambda _: "劳动模范", is_mended=False),
)
_WITHOUT_DEMONSTRATION = (
    Slip("annual_funds_cny", _STANDARD, lambda _: "十万元"),
    Slip("applied_on", _STANDARD, lambda _: "2025年4月31日"),
    Slip("payee_account", _STANDARD, lambda entry: str(entry.facts["payee_account"])[:9]),
    Slip("project_name", _STANDARD, lambda _: "=A1&B1", is_mended=False),
)
_OF_EMPLOYEES = (
    Slip("leader_title", _STANDARD, lambda _: "技术能手"),
    Slip("frontline_count", _STANDARD, lambda _: -1),
    Slip("team_members", _STANDARD, lambda _: "王建国,李晓红,张伟"),
    Slip("unit_name", _STANDARD, lambda _: None, is_mended=False),
)


def slips_of(cycle: Cycle, categories: tuple[Category, ...]) -> tuple[Slip, ...]:
    """Return the slips of a cycle that names these categories."""
    if cycle.scheme is Scheme.EMPLOYEE_STUDIO:
        return _OF_EMPLOYEES
    return _WITH_DEMONSTRATION if _DEMONSTRATION in categories else _WITHOUT_DEMONSTRATION


def _other_last(text: Value) -> str:
    digits = str(text)
    return digits[:-1] + ("1" if digits[-1] in "0X" else "0")
