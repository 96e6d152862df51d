"""Waits for the answers of the industry consultation (award/12) and closes it; silence then means what was said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from honours.domain.calendar import Closing, ProvisionalClosing, WorkingDays
from honours.domain.cycle import Cycle
from honours.domain.errors import RefusedInput
from honours.domain.policies import Silence
from honours.services.notice.consultation.sending import reply_closing
from honours.storage.unit_of_work import UnitOfWork

_SHOWN = 10
_HEADERS = ("专家", "咨询项目", "已答复", "还没有答复的编号", "答复期限", "到期未答复的")
_SILENCE = {Silence.NO_OBJECTION: "视为没有不同意见", Silence.ASK: "由人认定"}


@dataclass(frozen=True, slots=True)
class MissingAnswer:
    """A workbook that has not come back whole: whose, how much of it is answered, and until when it may come."""

    expert_no: str
    name: str
    email: str
    sheet_no: int
    entries: int
    answered: int
    unanswered: tuple[str, ...]
    closing: Closing
    silence: Silence


@dataclass(frozen=True, slots=True)
class ConsultedCounts:
    """How the consultations stand, by entry; ``silent`` counts answers that did not come."""

    favourable: int
    referred: int
    ruled: int
    silent: int

    def __str__(self) -> str:
        return (
            f"无不利意见{self.favourable}项，待人认定{self.referred}项，已认定{self.ruled}项，未答复{self.silent}人次"
        )


class AnswersAwaited(RefusedInput):
    """The consultation cannot be closed: answers are missing and may still come; carries them."""

    def __init__(self, missing: Sequence[MissingAnswer]) -> None:
        self.missing = tuple(missing)
        listed = "、".join(f"{one.name}（{one.closing.closes_on}24时止）" for one in missing[:_SHOWN])
        more = f"等 {len(missing)} 份" if len(missing) > _SHOWN else ""
        super().__init__(f"行业咨询还在答复期内，尚未答复：{listed}{more}。请在期满的次日以后再办。")


def missing_answers(cycle: Cycle, work: UnitOfWork, calendar: WorkingDays | None = None) -> list[MissingAnswer]:
    """Return the workbooks that are still awaited, with the end of each by the calendar as it is now."""
    with work:
        rows = work.run("notice/list_open_sheets", {"cycle": str(cycle)}).all()
    return [
        MissingAnswer(
            expert_no=row.expert_no,
            name=row.name,
            email=row.email,
            sheet_no=row.sheet_no,
            entries=row.entries,
            answered=row.answered,
            unanswered=tuple(row.unanswered or ()),
            closing=reply_closing(row.sent_on, row.reply_working_days, calendar, row.due_on),
            silence=Silence(row.silence),
        )
        for row in rows
    ]


def close_consultations(
    cycle: Cycle, on: date, work: UnitOfWork, calendar: WorkingDays | None = None
) -> ConsultedCounts:
    """Close every workbook, so that what is missing counts as silence, and return how the entries stand.

    A retry changes nothing. Raise :class:`AnswersAwaited` on or before the last day of a workbook that is still out,
    and :class:`ProvisionalClosing` when that day may still move.
    """
    missing = missing_answers(cycle, work, calendar)
    for one in missing:
        if one.closing.is_provisional:
            raise ProvisionalClosing(one.closing.posted_on, one.closing.closes_on)
    awaited = [one for one in missing if on <= one.closing.closes_on]
    if awaited:
        raise AnswersAwaited(awaited)
    with work:
        work.run("notice/close_sheets", {"cycle": str(cycle), "on": on})
        counts = work.run("notice/count_consultations", {"cycle": str(cycle)}).one()
    return ConsultedCounts(counts.favourable, counts.referred, counts.ruled, counts.silent)


def missing_markdown(missing: Sequence[MissingAnswer]) -> str:
    """Return a table of the workbooks that are out, and what becomes of each when nothing comes."""
    lines = [
        f"行业咨询还有 {len(missing)} 份没有完整交回：",
        "",
        f"| {' | '.join(_HEADERS)} |",
        f"|{'---|' * len(_HEADERS)}",
    ]
    for one in missing:
        cells = (
            f"{one.name}（{one.expert_no}）",
            str(one.entries),
            str(one.answered),
            "、".join(one.unanswered) or "（有误的答复已退回，尚未更正）",
            f"{one.closing.closes_on}24时",
            _SILENCE[one.silence],
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)
