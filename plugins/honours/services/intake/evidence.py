"""Takes in the evidence of postings (award/10): photos and certificates in the folder of a recommending body's code."""

from __future__ import annotations

import re
from pathlib import PurePath

from honours.domain.cycle import Cycle, Scheme
from honours.domain.errors import RefusedInput
from honours.domain.submissions import SubmissionKind, SubmissionStatus
from honours.services.intake.files import FileFormat, ReceivedFile
from honours.services.intake.findings import ReaderOutcome
from honours.services.intake.registry import register
from honours.storage.unit_of_work import UnitOfWork

BODY_FOLDER = re.compile(r"[0-9]{4}")
_FORMATS = (FileFormat.PDF, FileFormat.JPEG, FileFormat.PNG, FileFormat.DOCX)


class UnknownBody(RefusedInput):
    """The folder names no active body; carries its name."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        super().__init__(f"文件夹“{folder}”不是推荐单位名册中的单位代码。请把证明材料放进本单位代码的文件夹。")


class NoOpenCycle(RefusedInput):
    """No cycle had been called when the evidence came."""

    def __init__(self) -> None:
        super().__init__("收到这份证明材料时没有启动的评选周期。请在征集通知发布之后报送。")


class EvidenceReader:
    """Files evidence under body and file name; a file of the same name replaces the earlier one until the due day."""

    kind = SubmissionKind.EVIDENCE

    def recognises(self, file: ReceivedFile) -> bool:
        """Return whether the bytes are of a format for evidence and the file lay in the folder of a body."""
        return file.file_format in _FORMATS and BODY_FOLDER.fullmatch(file.folder) is not None

    def take_in(self, file: ReceivedFile, submission_id: int, work: UnitOfWork) -> ReaderOutcome:
        """File the evidence; raise :class:`UnknownBody` or :class:`NoOpenCycle`."""
        key = {"scheme": Scheme.ACHIEVEMENT_AWARD.value, "on": file.received_on, "body_code": file.folder}
        found = work.run("intake/find_open_cycle", key).one()
        if found.body_name is None:
            raise UnknownBody(file.folder)
        if found.cycle is None:
            raise NoOpenCycle
        cycle = Cycle.parse(found.cycle)
        if file.received_on > found.nominations_due_on:
            says = f"申报截止日是 {found.nominations_due_on}，本文件 {file.received_on} 收到，已经逾期，没有采用。"
            return ReaderOutcome(self.kind, SubmissionStatus.LATE, says, cycle=cycle, body_code=file.folder)
        name = PurePath(file.name).name
        work.run(
            "intake/upsert_evidence",
            {
                "cycle": str(cycle),
                "body_code": file.folder,
                "file_name": name,
                "sha256": file.sha256,
                "received_on": file.received_on,
            },
        )
        says = f"证明材料“{name}”已收，归入{found.body_name}。"
        return ReaderOutcome(self.kind, SubmissionStatus.ACCEPTED, says, cycle=cycle, body_code=file.folder)


register(EvidenceReader())
