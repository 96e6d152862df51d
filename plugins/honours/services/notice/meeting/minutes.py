"""Takes in the minutes of the chair's meeting (award/11): a Word, PDF or picture file, known by its name.

The name says of which cycle they are: ``主席会议纪要（2025年职工创新成果奖）.docx``, with anything behind the bracket.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from honours.domain.cycle import Cycle, Scheme
from honours.domain.errors import RefusedInput
from honours.domain.submissions import SubmissionKind, SubmissionStatus
from honours.services.intake.evidence import BODY_FOLDER
from honours.services.intake.files import FileFormat, ReceivedFile
from honours.services.intake.findings import ReaderOutcome
from honours.services.intake.registry import register
from honours.storage.tables import cycle as cycle_table
from honours.storage.unit_of_work import UnitOfWork

BEGINNING = "主席会议纪要"
_NAME = re.compile(BEGINNING + r"[（(](?P<year>[0-9]{4})年(?P<scheme>[^（）()]+)[）)].*", re.DOTALL)
_FORMATS = (FileFormat.DOCX, FileFormat.PDF, FileFormat.JPEG, FileFormat.PNG)
_SCHEMES = {scheme.label: scheme for scheme in Scheme}


class MinutesOfNoCycle(RefusedInput):
    """The name of the file does not say of which cycle the minutes are; carries the name and what it could say."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"从文件名“{name}”看不出是哪个周期的会议纪要。请改名为“{BEGINNING}（年份和项目）”，"
            f"例如“{BEGINNING}（2025年职工创新成果奖）.docx”；项目可为：{'、'.join(_SCHEMES)}。改名后重新放入收件文件夹。"
        )


class MinutesTooEarly(RefusedInput):
    """Minutes of a cycle that was never opened; carries the cycle."""

    def __init__(self, cycle: Cycle) -> None:
        self.cycle = cycle
        super().__init__(f"{cycle.label}没有启动，不能收下它的会议纪要。请核对文件名中的年份和项目。")


class MinutesFormat(RefusedInput):
    """Minutes in a format that is not taken; carries it."""

    def __init__(self, really: str) -> None:
        self.really = really
        super().__init__(
            f"会议纪要不接收{really}。请另存为 Word（.docx）或 PDF，或放入扫描图片（JPG、PNG）后重新报送。"
        )


@dataclass(frozen=True, slots=True)
class Minutes:
    """Minutes that were taken in."""

    file_name: str
    sha256: str
    submission_id: int
    received_at: datetime


class MinutesReader:
    """Files the minutes of one cycle."""

    kind = SubmissionKind.MEETING_MINUTES

    def recognises(self, file: ReceivedFile) -> bool:
        """Return whether the file is called minutes of the meeting and came from no recommending body."""
        return file.name.startswith(BEGINNING) and BODY_FOLDER.fullmatch(file.folder) is None

    def take_in(self, file: ReceivedFile, submission_id: int, work: UnitOfWork) -> ReaderOutcome:
        """File the minutes; raise :class:`MinutesOfNoCycle`, :class:`MinutesFormat` or :class:`MinutesTooEarly`."""
        match = _NAME.fullmatch(file.name)
        scheme = _SCHEMES.get(match["scheme"]) if match else None
        if match is None or scheme is None:
            raise MinutesOfNoCycle(file.name)
        if file.file_format not in _FORMATS:
            raise MinutesFormat(file.file_format.label)
        cycle = Cycle(int(match["year"]), scheme)
        if work.connection.scalar(select(cycle_table.c.cycle).where(cycle_table.c.cycle == str(cycle))) is None:
            raise MinutesTooEarly(cycle)
        says = f"{cycle.label}主席会议的纪要“{file.name}”已收。录入会议结果时填写这个文件名。"
        return ReaderOutcome(self.kind, SubmissionStatus.ACCEPTED, says, cycle=cycle)


def archived_minutes(cycle: Cycle, work: UnitOfWork) -> dict[str, Minutes]:
    """Return the minutes of the cycle by file name; of several files of one name the one that came last."""
    with work:
        rows = work.run("notice/list_minutes", {"cycle": str(cycle)}).all()
    return {row.file_name: Minutes(row.file_name, row.sha256, row.submission_id, row.received_at) for row in rows}


register(MinutesReader())
