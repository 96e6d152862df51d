"""Takes in pictures and papers that staff file by name: proofs of posting, and evidence of objections (award/12).

A picture says nothing of itself that a program could read, so its name has to: which cycle, which notice or objection.
"""

from __future__ import annotations

import re
from pathlib import PurePath

from honours.domain.cycle import Cycle
from honours.domain.errors import RefusedInput
from honours.domain.notices import ProofSide, scheme_of
from honours.domain.submissions import SubmissionKind, SubmissionStatus
from honours.services.intake.files import FileFormat, ReceivedFile
from honours.services.intake.findings import ReaderOutcome
from honours.services.intake.registry import register
from honours.services.notice.notices import Notice, read_notices
from honours.storage.unit_of_work import UnitOfWork

_FORMATS = (FileFormat.PNG, FileFormat.JPEG, FileFormat.PDF)
_CYCLE = r"(?P<year>[12][0-9]{3})(?P<scheme>成果奖|劳模工作室|职工工作室)"
_PROOF = re.compile(rf"公示证明-{_CYCLE}-第(?P<no>[1-9][0-9]*)号-(?P<side>张贴|期满)(?P<rest>[-（(].*)?\.[A-Za-z]+")
_EVIDENCE = re.compile(rf"异议证据-{_CYCLE}-(?P<no>YY-[12][0-9]{{3}}-[0-9]{{3}})(?P<rest>[-（(].*)?\.[A-Za-z]+")
_PROOF_EXAMPLE = "公示证明-2025成果奖-第1号-张贴-网站截图.png"
_EVIDENCE_EXAMPLE = "异议证据-2025成果奖-YY-2025-001-获奖公告.pdf"


class NameNotUnderstood(RefusedInput):
    """A file that begins like one of ours and does not go on so; carries its name and an example."""

    def __init__(self, name: str, example: str) -> None:
        self.name, self.example = name, example
        super().__init__(
            f"文件名“{name}”写法不符，例如 {example}。"
            "项目写成果奖、劳模工作室或职工工作室；说明文字写在最后，前面加“-”。"
            "推荐单位的证明材料请放在以本单位代码命名的文件夹中（例如 0101）。"
        )


class NoSuchNotice(RefusedInput):
    """A proof of a notice that was not made, or of one that was replaced; carries the notices that stand."""

    def __init__(self, cycle: Cycle, notice_no: int, known: tuple[str, ...]) -> None:
        self.cycle, self.notice_no, self.known = cycle, notice_no, known
        super().__init__(
            f"{cycle.label}没有第{notice_no}号公示。已生成的公示：{'、'.join(known) or '无'}。请核对文件名。"
        )


class PostingProofReader:
    """Files screenshots and photos of a notice that hangs; what people note with them goes to ``posting_proof``."""

    kind = SubmissionKind.POSTING_PROOF

    def recognises(self, file: ReceivedFile) -> bool:
        """Return whether the bytes are a picture or a PDF and the name begins as a proof's does."""
        return file.file_format in _FORMATS and _base(file).startswith("公示证明")

    def take_in(self, file: ReceivedFile, submission_id: int, work: UnitOfWork) -> ReaderOutcome:
        """File the proof; raise :class:`NameNotUnderstood` or :class:`NoSuchNotice`."""
        match = _PROOF.fullmatch(_base(file))
        if match is None:
            raise NameNotUnderstood(_base(file), _PROOF_EXAMPLE)
        cycle = _cycle(match)
        notice = _notice(cycle, int(match["no"]), work)
        side = next(side for side in ProofSide if side.label == match["side"])
        says = f"{cycle.label}{notice.label}公示的{side.label}证明已归档，请在“待操作”中登记时写明这个文件名。"
        return ReaderOutcome(self.kind, SubmissionStatus.ACCEPTED, says, cycle=cycle)


class ObjectionEvidenceReader:
    """Files what was handed in with an objection; the register of objections names the files."""

    kind = SubmissionKind.OBJECTION_EVIDENCE

    def recognises(self, file: ReceivedFile) -> bool:
        """Return whether the bytes are a picture, a PDF or a Word file and the name begins as evidence's does."""
        return file.file_format in (*_FORMATS, FileFormat.DOCX) and _base(file).startswith("异议证据")

    def take_in(self, file: ReceivedFile, submission_id: int, work: UnitOfWork) -> ReaderOutcome:
        """File the evidence; raise :class:`NameNotUnderstood`."""
        match = _EVIDENCE.fullmatch(_base(file))
        if match is None:
            raise NameNotUnderstood(_base(file), _EVIDENCE_EXAMPLE)
        says = f"异议{match['no']}的证据材料已归档，请在异议登记表的“证据材料”一栏写明这个文件名。"
        return ReaderOutcome(self.kind, SubmissionStatus.ACCEPTED, says, cycle=_cycle(match))


def _base(file: ReceivedFile) -> str:
    return PurePath(file.name).name


def _cycle(match: re.Match[str]) -> Cycle:
    scheme = scheme_of(match["scheme"])
    if scheme is None:
        raise NameNotUnderstood(match[0], _PROOF_EXAMPLE)
    return Cycle(int(match["year"]), scheme)


def _notice(cycle: Cycle, notice_no: int, work: UnitOfWork) -> Notice:
    known = read_notices(cycle, work)
    for notice in known:
        if notice.notice_no == notice_no:
            return notice
    raise NoSuchNotice(cycle, notice_no, tuple(notice.label for notice in known))


register(PostingProofReader())
register(ObjectionEvidenceReader())
