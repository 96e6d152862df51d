"""What becomes of findings that are not favourable, and of silence where a person is to be asked (award/12).

A person upholds a finding, and the entry is not honoured, or overrules it; each with a reason. What is left open holds
its own entry only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.dialects.postgresql import insert

from honours.domain.consultations import ConsultationQuestion, Reply, RulingOnConsultation
from honours.domain.cycle import Category, Cycle
from honours.domain.errors import RefusedInput
from honours.storage.tables import consultation_ruling
from honours.storage.unit_of_work import UnitOfWork

_SILENT = "到期未答复"


@dataclass(frozen=True, slots=True)
class ExpertOpinion:
    """What one expert said of an entry; empty where the expert kept silent."""

    expert_name: str
    expert_unit: str
    has_scored: bool
    replies: Mapping[ConsultationQuestion, tuple[Reply, str]]

    @property
    def is_silent(self) -> bool:
        """Whether no answer came."""
        return not self.replies

    @property
    def adverse(self) -> tuple[ConsultationQuestion, ...]:
        """The questions whose answer was not favourable."""
        return tuple(asked for asked, (reply, _) in self.replies.items() if reply is not asked.favourable)


@dataclass(frozen=True, slots=True)
class ReferredEntry:
    """An entry that a person has to rule on, with everything that was said of it."""

    nomination_no: str
    category: Category
    project_name: str
    unit_name: str
    opinions: tuple[ExpertOpinion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleOnConsultations:
    """What a person ruled, by nomination number with the reason; ``left_open`` are still to be looked into."""

    cycle: Cycle
    upheld: Mapping[str, str]
    overruled: Mapping[str, str]
    left_open: tuple[str, ...]
    ruled_by: str
    ruled_on: date
    run_id: str


class ConsultationRulingsRefused(RefusedInput):
    """What was entered contradicts the entries that were put to the person; carries every fault."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("认定未被接受：" + "；".join(faults) + "。请更正后重新提交。")


def referred(cycle: Cycle, work: UnitOfWork) -> list[ReferredEntry]:
    """Return the entries whose closed consultation a person has to rule on, with every expert's opinion."""
    with work:
        rows = work.run("notice/list_referred_consultations", {"cycle": str(cycle)}).all()
    found = []
    for number, group in groupby(rows, key=lambda row: row.nomination_no):
        listed = list(group)
        first = listed[0]
        opinions = tuple(_opinion(row) for row in listed)
        found.append(ReferredEntry(number, Category(first.category), first.project_name, first.unit_name, opinions))
    return found


def rule_on_consultations(command: RuleOnConsultations, work: UnitOfWork) -> int:
    """Keep the rulings and return how many there are in the cycle now; the same rulings again change nothing.

    Raise :class:`ConsultationRulingsRefused` unless every entry that is put to a person is named exactly once.
    """
    ruled = {
        RulingOnConsultation.UPHELD: dict(command.upheld),
        RulingOnConsultation.OVERRULED: dict(command.overruled),
    }
    with work:
        work.run("intake/lock_place", {"place": f"consultation {command.cycle}"})
    standing = _standing(command.cycle, work)
    asked = {one.nomination_no for one in referred(command.cycle, work)}
    again = {
        number
        for outcome, reasons in ruled.items()
        for number, reason in reasons.items()
        if standing.get(number) == (outcome.value, reason)
    }
    _check(command, asked, again)
    rows = [
        {
            "cycle": str(command.cycle),
            "nomination_no": number,
            "outcome": outcome.value,
            "reason": reason,
            "ruled_by": command.ruled_by,
            "ruled_on": command.ruled_on,
            "run_id": command.run_id,
        }
        for outcome, reasons in ruled.items()
        for number, reason in sorted(reasons.items())
    ]
    if rows:
        with work:
            work.connection.execute(insert(consultation_ruling).on_conflict_do_nothing(), rows)
    return len(_standing(command.cycle, work))


def referred_markdown(entries: Sequence[ReferredEntry], cycle: Cycle) -> str:
    """Return each entry with what every expert said of it, or that nothing came."""
    lines = [f"行业咨询有 {len(entries)} 项需要认定：", ""]
    for one in entries:
        lines.append(
            f"**{one.nomination_no} {one.project_name}**（{cycle.category_label(one.category)}，{one.unit_name}）"
        )
        lines.append("")
        lines.extend(f"- {_said(opinion)}" for opinion in one.opinions)
        lines.append("")
    return "\n".join(lines)


def _said(opinion: ExpertOpinion) -> str:
    who = f"{opinion.expert_name}（{opinion.expert_unit}{'，曾给该项目评分' if opinion.has_scored else ''}）"
    if opinion.is_silent:
        return f"{who}：{_SILENT}"
    told = []
    for asked, (reply, reason) in opinion.replies.items():
        mark = "**" if asked in opinion.adverse else ""
        told.append(f"{asked.label}：{mark}{reply.label}{mark}{f'（{reason}）' if reason else ''}")
    return f"{who}：{'；'.join(told)}"


def _opinion(row: Row[Any]) -> ExpertOpinion:
    replies = {}
    if row.has_answered:
        replies = {
            asked: (Reply(getattr(row, asked.reply_key)), str(getattr(row, asked.reason_key) or ""))
            for asked in ConsultationQuestion
        }
    return ExpertOpinion(row.expert_name, row.expert_unit, row.has_scored, replies)


def _standing(cycle: Cycle, work: UnitOfWork) -> dict[str, tuple[str, str]]:
    r = consultation_ruling.c
    with work:
        rows = work.connection.execute(select(r.nomination_no, r.outcome, r.reason).where(r.cycle == str(cycle))).all()
    return {row.nomination_no: (row.outcome, row.reason) for row in rows}


def _check(command: RuleOnConsultations, asked: set[str], again: set[str]) -> None:
    faults = []
    named = [*command.upheld, *command.overruled, *command.left_open]
    strange = sorted(set(named) - asked - again)
    if strange:
        faults.append(f"以下编号不在待认定之列：{'、'.join(strange)}；待认定的为：{'、'.join(sorted(asked)) or '无'}")
    twice = sorted({number for number in named if named.count(number) > 1})
    if twice:
        faults.append(f"以下编号写了不止一次：{'、'.join(twice)}")
    missing = sorted(asked - set(named))
    if missing:
        faults.append(f"以下编号没有认定：{'、'.join(missing)}。一时不能认定的，请写入“暂缓认定”")
    both = {**command.overruled, **command.upheld}
    faults.extend(f"{number} 没有写理由" for number, reason in sorted(both.items()) if not reason.strip())
    if faults:
        raise ConsultationRulingsRefused(faults)
