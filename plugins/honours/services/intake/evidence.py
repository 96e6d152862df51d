"""Takes in evidence: photos of postings (award/10), certificates of studios, in the folder of a body's code.

Nothing in such a file says which cycle it is for, so it is filed under every one that collects on the day it comes.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePath
from typing import Any

from honours.domain.cycle import Cycle
from honours.domain.errors import RefusedInput
from honours.domain.submissions import SubmissionKind, SubmissionStatus
from honours.services.intake.files import FileFormat, ReceivedFile
from honours.services.intake.findings import ReaderOutcome
from honours.services.intake.registry import register
from honours.storage.unit_of_work import UnitOfWork

BODY_FOLDER = re.compile(r"[0-9]{4}")
_FORMATS = (FileFormat.PDF, FileFormat.JPEG, FileFormat.PNG, FileFormat.DOCX, FileFormat.MP4)


class UnknownBody(RefusedInput):
    """The folder names no active body; carries its name."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        super().__init__(f"文件夹“{folder}”不是推荐单位名册中的单位代码。请把证明材料放进本单位代码的文件夹。")


class NoOpenCycle(RefusedInput):
    """No cycle had been called when the evidence came."""

    def __init__(self) -> None:
        super().__init__("收到这份证明材料时没有启动的评选周期。请在申报通知发布之后报送。")


class FilmOfNoStudio(RefusedInput):
    """A film came while no cycle of studios collected; nothing else asks for one (model-studio/8.3)."""

    def __init__(self) -> None:
        super().__init__("不接收视频：现在没有征集中的工作室申报，只有工作室申报要宣传视频。公示照片请用 JPG 或 PNG。")


class EvidenceReader:
    """Files evidence under cycle, body and name; a file of the same name replaces the earlier one until the due day."""

    kind = SubmissionKind.EVIDENCE

    def recognises(self, file: ReceivedFile) -> bool:
        """Return whether the bytes are of a format for evidence and the file lay in the folder of a body."""
        return file.file_format in _FORMATS and BODY_FOLDER.fullmatch(file.folder) is not None

    def take_in(self, file: ReceivedFile, submission_id: int, work: UnitOfWork) -> ReaderOutcome:
        """File the evidence; raise :class:`UnknownBody`, :class:`NoOpenCycle` or :class:`FilmOfNoStudio`."""
        key = {"on": file.received_on, "body_code": file.folder}
        called = work.run("intake/list_called_cycles", key).all()
        body_name = called[0].body_name
        if body_name is None:
            raise UnknownBody(file.folder)
        due = {Cycle.parse(row.cycle): row.nominations_due_on for row in called if row.cycle}
        if not due:
            raise NoOpenCycle
        collecting = [cycle for cycle, due_on in due.items() if due_on >= file.received_on]
        if not collecting:
            return self._late(file, due)
        collecting = [cycle for cycle in collecting if _may_hold(cycle, file)]
        if not collecting:
            raise FilmOfNoStudio
        row = {**_filed_as(file), "received_on": file.received_on}
        work.run("intake/upsert_evidence", [{**row, "cycle": str(cycle)} for cycle in collecting])
        labels = "、".join(cycle.label for cycle in collecting)
        return ReaderOutcome(
            self.kind,
            SubmissionStatus.ACCEPTED,
            f"证明材料“{row['file_name']}”已收，归入{body_name}，用于{labels}。",
            # What is filed under several cycles is of none alone.
            cycle=collecting[0] if len(collecting) == 1 else None,
            body_code=file.folder,
        )

    def _late(self, file: ReceivedFile, due: dict[Cycle, date]) -> ReaderOutcome:
        last_on = max(due.values())
        last = [cycle for cycle, due_on in due.items() if due_on == last_on]
        says = (
            f"{'、'.join(cycle.label for cycle in last)}的申报截止日是 {last_on}，本文件 {file.received_on} 收到，"
            "已经逾期，没有采用。"
        )
        return ReaderOutcome(self.kind, SubmissionStatus.LATE, says, cycle=last[0], body_code=file.folder)


def is_wanted_again(file: ReceivedFile, work: UnitOfWork) -> bool:
    """Return whether evidence that was sent before is now for a cycle that does not have it yet."""
    rows = work.run("intake/list_unfiled_cycles", {**_filed_as(file), "on": file.received_on})
    return any(_may_hold(Cycle.parse(row.cycle), file) for row in rows.all())


def _may_hold(cycle: Cycle, file: ReceivedFile) -> bool:
    return cycle.scheme.names_studios or file.file_format is not FileFormat.MP4


def _filed_as(file: ReceivedFile) -> dict[str, Any]:
    return {"body_code": file.folder, "file_name": PurePath(file.name).name, "sha256": file.sha256}


register(EvidenceReader())
