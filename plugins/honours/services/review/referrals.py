"""Nominations that the rules leave to a person: listed with the facts, and how they are shown.

Doubts of the posting and of the qualification are decided together (award/11), those of a visit by themselves
(model-studio/12).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from honours.domain.cycle import Category, Cycle
from honours.domain.documents import DocumentKind
from honours.domain.errors import RefusedInput
from honours.domain.stages import Examination, Stage
from honours.domain.states import NominationState, RulingOutcome
from honours.regulation.rules.resemblance import SIMILAR_TEXT
from honours.services.outcomes import cited
from honours.storage.unit_of_work import UnitOfWork

DECIDED_IN = {
    Examination.POSTING: NominationState.RECOMMENDED,
    Examination.QUALIFICATION: NominationState.RECOMMENDED,
    Examination.VERIFICATION: NominationState.QUALIFIED,
}
"""The state in which a person decides on the doubts of each examination."""
_STUDIOS = (Category.STANDARD, Category.DEMONSTRATION)


class UnknownReferral(RefusedInput):
    """Numbers that were not referred to a person; carries them and those that were."""

    def __init__(self, unknown: Iterable[str], allowed: Iterable[str]) -> None:
        self.unknown, self.allowed = tuple(unknown), tuple(allowed)
        super().__init__(
            f"{'、'.join(self.unknown)} 不在待认定之列，没有记录任何认定。"
            f"可以填写的编号为：{'、'.join(self.allowed) or '（无）'}。"
        )


class RulingReasonMissing(RefusedInput):
    """Refusals without a reason; carries the numbers."""

    def __init__(self, nomination_nos: Iterable[str]) -> None:
        self.nomination_nos = tuple(nomination_nos)
        super().__init__(f"{'、'.join(self.nomination_nos)} 认定为不符合，但没有写理由。请逐项写明理由。")


class RulingStands(RefusedInput):
    """Refusals of nominations that a person has accepted before; carries the numbers."""

    def __init__(self, nomination_nos: Iterable[str]) -> None:
        self.nomination_nos = tuple(nomination_nos)
        super().__init__(f"{'、'.join(self.nomination_nos)} 已认定为符合，原认定不会被覆盖。请核对编号。")


class ReferralsOpen(RefusedInput):
    """Nominations still waiting for a person's word; carries the numbers."""

    def __init__(self, nomination_nos: Iterable[str]) -> None:
        self.nomination_nos = tuple(nomination_nos)
        super().__init__(
            f"{len(self.nomination_nos)} 项申报还在等待人工认定：{'、'.join(self.nomination_nos[:5])}"
            f"{'等' if len(self.nomination_nos) > 5 else ''}。请先完成认定。"
        )


@dataclass(frozen=True, slots=True)
class Doubt:
    """One rule that could not decide: its article, what it asks, what the nomination states, and a person's word."""

    rule: str
    article: str
    required: str
    found: str
    outcome: RulingOutcome | None

    @property
    def article_label(self) -> str:
        """The article as people cite it."""
        return cited(self.article)


@dataclass(frozen=True, slots=True)
class Referral:
    """One nomination with all its doubts."""

    nomination_no: str
    category: Category
    body_name: str
    project_name: str
    person_name: str
    unit_name: str
    is_open: bool
    doubts: tuple[Doubt, ...]


def decided_with(examination: Examination) -> tuple[Examination, ...]:
    """Return the examinations whose doubts a person decides together with those of this one."""
    return tuple(other for other, state in DECIDED_IN.items() if state is DECIDED_IN[examination])


def referrals(cycle: Cycle, work: UnitOfWork, examination: Examination = Examination.QUALIFICATION) -> list[Referral]:
    """Return the nominations that wait for a person's word, by number; none that fail a rule anyhow."""
    with work:
        return [referral for referral in referred(cycle, work, examination) if referral.is_open]


def referred(cycle: Cycle, work: UnitOfWork, examination: Examination = Examination.QUALIFICATION) -> list[Referral]:
    """Return every nomination that was referred, decided or not, with its doubts of the examinations decided together.

    The unit of work must have begun.
    """
    stages = [one.value for one in decided_with(examination)]
    rows = work.run("review/list_referrals", {"cycle": str(cycle), "stages": stages}).all()
    found = []
    for number, group in groupby(rows, key=lambda row: row.nomination_no):
        doubts = list(group)
        first = doubts[0]
        found.append(
            Referral(
                nomination_no=number,
                category=Category(first.category),
                body_name=first.body_name,
                project_name=first.project_name,
                person_name=first.person_name,
                unit_name=first.unit_name,
                is_open=first.state == DECIDED_IN[examination] and any(row.outcome is None for row in doubts),
                doubts=tuple(
                    Doubt(
                        row.rule,
                        row.article,
                        row.required,
                        row.found,
                        None if row.outcome is None else RulingOutcome(row.outcome),
                    )
                    for row in doubts
                ),
            )
        )
    return found


def referrals_markdown(listed: Sequence[Referral], source: str = "申报材料载明") -> str:
    """Return the table that a person decides from: one row a doubt, without any personal number.

    ``source`` heads the column of what was found.
    """
    if not listed:
        return "没有需要人工认定的申报。"
    what, project, person = (
        ("类别", "工作室", "领衔人") if listed[0].category in _STUDIOS else ("奖项", "项目", "申报人")
    )
    lines = [
        f"共 {len(listed)} 项申报需要人工认定。填入“不予通过”的编号和理由；未填入的视为认定符合。",
        *_where_to_compare(listed),
        "",
        f"| 编号 | {what} | 推荐单位 | {project} | {person} | 条款 | 要求 | {source} |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for referral in listed:
        for place, doubt in enumerate(referral.doubts):
            who = (
                referral.nomination_no,
                referral.category.label,
                referral.body_name,
                referral.project_name,
                referral.person_name,
            )
            cells = (*(who if place == 0 else ("",) * len(who)), doubt.article_label, doubt.required, doubt.found)
            lines.append(f"| {' | '.join(_cell(cell) for cell in cells)} |")
    return "\n".join(lines)


def _where_to_compare(listed: Sequence[Referral]) -> list[str]:
    """Return where texts that resemble each other stand side by side, when there are any to decide on."""
    count = sum(any(doubt.rule == SIMILAR_TEXT for doubt in referral.doubts) for referral in listed)
    place = f"待发文件夹中本周期 {Stage.REVIEW.value} 文件夹里的“{DocumentKind.SIMILAR_TEXTS.label}.xlsx”"
    says = f"其中 {count} 项的内容与其他申报相近或未作比对，两篇全文并排列在{place}，相同之处已标出，请对照后认定。"
    return ["", says] if count else []


def _cell(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ").replace("<", "&lt;")
