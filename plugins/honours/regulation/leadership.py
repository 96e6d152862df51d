"""Who sits in the chair's meeting and who may enter and approve its results, by day. Facts of the house, not law."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from honours.domain.errors import EnvironmentFault
from honours.regulation.tables import Table, read_table

LEADERSHIP_FILE = Path(__file__).parent / "data" / "leadership.toml"


class Act(StrEnum):
    """What a login may do with the record of the meeting."""

    PREPARE = "prepare"
    APPROVE = "approve"

    @property
    def label(self) -> str:
        """The Chinese word shown to people."""
        return {"prepare": "录入会议结果、复核退回项目", "approve": "核准或退回会议结果"}[self.value]


class NobodyInMeeting(EnvironmentFault):
    """The file names no member of the meeting on a day; carries the day."""

    def __init__(self, on: date) -> None:
        self.on = on
        super().__init__(
            f"数据文件 {LEADERSHIP_FILE.name} 没有 {on} 在任的主席会议成员，无法核对出席人数。"
            "请补上当日在任的成员后重试。"
        )


@dataclass(frozen=True, slots=True)
class Tenure:
    """From when until which last day something holds; without a last day it still does."""

    from_on: date
    until_on: date | None

    def holds(self, on: date) -> bool:
        """Return whether the day lies within."""
        return self.from_on <= on and (self.until_on is None or on <= self.until_on)

    def overlaps(self, other: Tenure) -> bool:
        """Return whether both hold on one day."""
        return self.holds(other.from_on) or other.holds(self.from_on)


@dataclass(frozen=True, slots=True)
class Member:
    """One member of the chair's meeting."""

    member_no: str
    name: str
    post: str
    tenure: Tenure


@dataclass(frozen=True, slots=True)
class Signatory:
    """One login that may do one act."""

    login: str
    act: Act
    tenure: Tenure


@dataclass(frozen=True, slots=True)
class Leadership:
    """The whole file."""

    members: tuple[Member, ...]
    signatories: tuple[Signatory, ...]

    def members_on(self, on: date) -> tuple[Member, ...]:
        """Return the members in office on a day, in the order of the file; raise :class:`NobodyInMeeting`."""
        found = tuple(one for one in self.members if one.tenure.holds(on))
        if not found:
            raise NobodyInMeeting(on)
        return found

    def logins(self, act: Act, on: date) -> tuple[str, ...]:
        """Return the logins that may do the act on a day."""
        return tuple(one.login for one in self.signatories if one.act is act and one.tenure.holds(on))


@cache
def leadership(path: Path = LEADERSHIP_FILE) -> Leadership:
    """Return the leadership as its file describes it; raise :class:`BrokenTable` for a mistake in the file."""
    table = read_table(path)
    found = Leadership(
        tuple(_member(one) for one in table.tables("members")),
        tuple(_signatory(one) for one in table.tables("signatories")),
    )
    table.done()
    _refuse_twice(table, "编号", [(one.member_no, one.tenure) for one in found.members])
    _refuse_twice(table, "姓名", [(one.name, one.tenure) for one in found.members])
    return found


def _member(table: Table) -> Member:
    member = Member(table.text("member_no"), table.text("name").strip(), table.text("post"), _tenure(table))
    table.done()
    return member


def _signatory(table: Table) -> Signatory:
    act = Act(table.choice("act", [act.value for act in Act]))
    signatory = Signatory(table.text("login"), act, _tenure(table))
    table.done()
    return signatory


def _tenure(table: Table) -> Tenure:
    tenure = Tenure(table.day("from"), table.day("until") if table.has("until") else None)
    if tenure.until_on is not None and tenure.until_on < tenure.from_on:
        raise table.refuse(f"until（{tenure.until_on}）早于 from（{tenure.from_on}），请核对两个日期。")
    return tenure


def _refuse_twice(table: Table, what: str, held: Iterable[tuple[str, Tenure]]) -> None:
    seen: list[tuple[str, Tenure]] = []
    for name, tenure in held:
        if any(name == other and tenure.overlaps(when) for other, when in seen):
            raise table.refuse(f"{what}“{name}”在同一天出现两次。同名的请在姓名后加注区别。")
        seen.append((name, tenure))
