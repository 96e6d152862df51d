"""Why a named studio cannot be entered in the register: its number or its name says something else than the register.

Found all at once, so that a person mends them in one go.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Row

from honours.domain.cycle import Category, Cycle, Scheme
from honours.domain.errors import RefusedInput
from honours.services.outcomes import cited

_SHOWN = 10


class Cause(StrEnum):
    """What stands against entering a nomination."""

    NAME_TAKEN = "name_taken"
    TWICE_IN_CYCLE = "twice_in_cycle"
    NUMBER_UNKNOWN = "number_unknown"
    LEVEL_STANDS = "level_stands"
    NUMBER_NOT_ASKED = "number_not_asked"
    ANOTHER_STUDIO = "another_studio"
    NEVER_NAMED = "never_named"


@dataclass(frozen=True, slots=True)
class Conflict:
    """One nomination that cannot be entered; ``says`` is the reason in Chinese, with both names where two clash."""

    nomination_no: str
    name: str
    cause: Cause
    says: str

    def __str__(self) -> str:
        return f"{self.nomination_no}“{self.name}”：{self.says}"


class NotEntered(RefusedInput):
    """Some named studios contradict the register, so none of the cycle was entered; carries every conflict."""

    def __init__(self, cycle: Cycle, conflicts: Sequence[Conflict]) -> None:
        self.cycle, self.conflicts = cycle, tuple(conflicts)
        listed = "；".join(str(one) for one in conflicts[:_SHOWN])
        more = f"；等 {len(conflicts)} 项" if len(conflicts) > _SHOWN else ""
        super().__init__(
            f"{cycle.label}有 {len(conflicts)} 项与工作室名册不符，本次没有登记任何工作室：{listed}{more}。"
            "请核对申报材料和名册后再办。"
        )


def conflicts_of(cycle: Cycle, rows: Sequence[Row[Any]]) -> list[Conflict]:
    """Return what stands against entering ``rows``, which are nominations beside what the register has."""
    found = []
    for row in rows:
        cause, says = _cause(cycle.scheme, row)
        if cause is not None:
            found.append(Conflict(row.nomination_no, row.project_name, cause, says))
    return found


def _cause(scheme: Scheme, row: Row[Any]) -> tuple[Cause | None, str]:
    if row.twin_nos:
        return Cause.TWICE_IN_CYCLE, f"与本周期的 {'、'.join(row.twin_nos)} 名称或编号相同，一个工作室只能登记一次"
    if row.same_no is not None:
        says = f"名册中已有 {row.same_no}“{row.same_name}”（{row.same_unit_name}），名称不能重复使用"
        if row.studio_no is None:
            says += f"；如为同一工作室晋级，申报时应填写编号 {row.same_no}"
        return Cause.NAME_TAKEN, says
    if row.studio_no is None:
        return _cause_of_new(scheme, row)
    if row.own_scheme is None:
        return Cause.NUMBER_UNKNOWN, f"申报填写的编号 {row.studio_no} 不在名册中"
    if row.own_scheme != scheme.value:
        return Cause.NUMBER_UNKNOWN, f"申报填写的编号 {row.studio_no} 是{Scheme(row.own_scheme).label}，不属于本项目"
    if row.level_named_on is not None:
        return Cause.LEVEL_STANDS, f"{row.studio_no}“{row.own_name}”已于 {row.level_named_on} 命名，同一级别只命名一次"
    if row.category == Category.STANDARD.value:
        return Cause.NUMBER_NOT_ASKED, f"{row.studio_no}“{row.own_name}”已在名册中，不能再作新工作室命名"
    if name_key(row.own_name) != name_key(row.project_name) and row.own_unit_uscc != row.unit_uscc:
        says = (
            f"申报填写的编号 {row.studio_no} 在名册中是“{row.own_name}”（{row.own_unit_name}），名称和单位都与申报不同"
        )
        return Cause.ANOTHER_STUDIO, says
    return None, ""


def _cause_of_new(scheme: Scheme, row: Row[Any]) -> tuple[Cause | None, str]:
    """Only model workers' studios may skip a level (model-studio/8, employee-studio/11)."""
    if scheme is Scheme.EMPLOYEE_STUDIO and row.category == Category.DEMONSTRATION.value:
        says = f"示范性{scheme.label}须从已命名的工作室中产生（{cited('employee-studio/11')}），申报没有填写编号"
        return Cause.NEVER_NAMED, says
    return None, ""


def name_key(name: str) -> str:
    """Return the name as it is compared: without blanks, full or half width and capital or small letters."""
    return "".join(unicodedata.normalize("NFKC", name).split()).lower()
