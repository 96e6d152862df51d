"""The chair's meeting of the sample: one member is away, one stands back, one entry is voted down, minutes are sent."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date

from docx import Document

from honours.domain.cycle import Cycle
from honours.domain.meetings import ReviewOutcome, VoteOutcome, Votes
from honours.regulation.leadership import leadership
from honours.services.documents.package import freeze_package
from honours.services.sample.letters import Letter, at
from honours.services.sample.plants import Plant, PlantKind
from honours.services.sample.playing import Ballot, MeetingAnswer, Post, Sample, Shown

SENT_BACK = ("获认定课题的立项文件与申报表不一致，请复核", "领衔人的称号证书未见原件，请复核")
RESTORED = "立项文件已补齐，与申报表一致"
REFUSED = "领衔人不能提供称号证书原件"
_AWAY, _STANDS_BACK = "公务出差", "分管该项目的申报单位"


def held(
    on: date, *, voted_down: str, why: str, recused_from: str, chosen_of_tied: tuple[str, ...] = ()
) -> MeetingAnswer:
    """Return a meeting of all members but the last, who is away; the second stands back from one entry."""
    *present, away = (one.name for one in leadership().members_on(on))
    return MeetingAnswer(
        present=tuple(present),
        absent={away: _AWAY},
        recusals=((recused_from, present[1], _STANDS_BACK),),
        ballots={voted_down: Ballot(Votes(2, len(present) - 3, 1), why)},
        chosen_of_tied=chosen_of_tied,
    )


def minutes_name(cycle: Cycle, meeting_no: int) -> str:
    """Return the name under which the minutes are sent."""
    return f"主席会议纪要（{cycle.label}）第{meeting_no}次.docx"


def meeting_post(sample: Sample, listed: Sequence[Shown], meeting_no: int, on: date) -> Post:
    """Return the minutes of a meeting, and what of it has to be found again."""
    cycle, decided = sample.season.cycle, sample.meeting(listed, on)
    letter = Letter(minutes_name(cycle, meeting_no), _minutes(cycle, meeting_no, decided, on), at(on, 17, meeting_no))
    return Post.of([letter], _plants(sample, listed, decided, meeting_no))


def _plants(sample: Sample, listed: Sequence[Shown], decided: MeetingAnswer, meeting_no: int) -> Iterator[Plant]:
    sent_back = list(sample.sent_back(listed, meeting_no))
    found = sample.examined_anew(sent_back) if sent_back else None
    told = [
        *((number, "recused") for number, _, _ in decided.recusals),
        *((number, VoteOutcome.VOTED_DOWN.value) for number in decided.ballots),
        *((number, ReviewOutcome.RESTORED.value) for number in (found.restored if found else ())),
        *((number, ReviewOutcome.REFUSED.value) for number in (found.refused if found else ())),
    ]
    return (Plant(PlantKind.MEETING, number, f"第{meeting_no}次", what) for number, what in told)


def _minutes(cycle: Cycle, meeting_no: int, decided: MeetingAnswer, on: date) -> bytes:
    document = Document()
    document.add_heading(f"主席会议纪要（{cycle.label}，第{meeting_no}次提交）", level=1)
    document.add_paragraph(f"时间：{on}")
    document.add_paragraph(f"出席：{'、'.join(decided.present)}")
    document.add_paragraph(f"缺席：{'、'.join(f'{name}（{why}）' for name, why in decided.absent.items())}")
    for number, name, why in decided.recusals:
        document.add_paragraph(f"回避：{name}（{number}，{why}）")
    for number, one in decided.ballots.items():
        document.add_paragraph(f"未通过：{number}，{one.votes}，{one.reason}")
    document.add_paragraph("其余项目表决通过。")
    data = io.BytesIO()
    document.save(data)
    return freeze_package(data.getvalue(), on)
