"""The score sheet of one expert for one category (award/11, employee-studio/6): columns as the policy has them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from honours.domain.cycle import Category, Cycle
from honours.domain.policies import ReviewPolicy
from honours.regulation.forms import Mark
from honours.regulation.score_form import score_form
from honours.services.workbooks.writing import office_values, write_workbook

_BLIND = "本次为盲审：项目以编号代替，文中可能看出申报人或单位之处已隐去，请勿打听或推测。"


class EntryRow(Protocol):
    """One entry as it stands in its row."""

    @property
    def code(self) -> str:
        """What the expert calls it."""
        ...

    @property
    def project_name(self) -> str:
        """Its name."""
        ...

    @property
    def speciality(self) -> str:
        """Its trade, in Chinese."""
        ...

    @property
    def project_summary(self) -> str:
        """What it is about."""
        ...

    @property
    def main_facts(self) -> str:
        """What its category asks, one fact a line."""
        ...


@dataclass(frozen=True, slots=True)
class SheetAddressee:
    """The expert and the category that a sheet is for."""

    cycle: Cycle
    category: Category
    expert_no: str
    expert_name: str

    def file_name(self, sheet_no: int) -> str:
        """Return what the sheet is called; one that comes after the first says so."""
        later = f"-补充{sheet_no - 1}" if sheet_no > 1 else ""
        return f"评分表-{self.expert_no}-{self.cycle.category_label(self.category)}{later}.xlsx"


def score_sheet_workbook(
    addressee: SheetAddressee, policy: ReviewPolicy, entries: Iterable[EntryRow], *, fixed_on: date
) -> bytes:
    """Return the expert's sheet with one row an entry, in their order; ``fixed_on`` becomes the date of the file."""
    asked = score_form(policy.criteria)
    cycle, category = addressee.cycle, addressee.cycle.category_label(addressee.category)
    rows = [
        {
            "entry_code": entry.code,
            "project_name": entry.project_name,
            "speciality": entry.speciality,
            "project_summary": entry.project_summary,
            "main_facts": entry.main_facts,
        }
        for entry in entries
    ]
    values = {
        "expert_no": addressee.expert_no,
        "expert_name": addressee.expert_name,
        "cycle": cycle.label,
        "category": category,
        "criteria": "、".join(f"{one.label}（{one.weight}%）" for one in policy.criteria),
        "blind": _BLIND if policy.is_blind else "",
        **office_values(cycle),
    }
    marks = {Mark.CYCLE: str(cycle), Mark.EXPERT_NO: addressee.expert_no, Mark.CATEGORY: addressee.category.value}
    heading = f"{cycle.label}专家评分表（{category}）"
    return write_workbook(asked, heading, values, {asked.sheets[0].sheet_name: rows}, marks, fixed_on)
