"""What intake found wrong in a file, and how taking it in ended."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from honours.domain.cycle import Cycle
from honours.domain.submissions import SubmissionKind, SubmissionStatus


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: where it is, what was found (personal numbers masked), and what is wrong and allowed instead.

    ``cell`` is an A1 address, or empty when the fault is of a whole sheet or file.
    """

    sheet: str
    cell: str
    field: str
    found: str
    says: str

    @property
    def place(self) -> str:
        """Sheet and cell as people read them."""
        return f"{self.sheet}!{self.cell}" if self.sheet and self.cell else self.sheet or self.cell or "整个文件"


@dataclass(frozen=True, slots=True)
class ReaderOutcome:
    """What a reader did with a file; ``annotated`` is the copy to give back (xlsx bytes), if there is one."""

    kind: SubmissionKind
    status: SubmissionStatus
    message: str
    cycle: Cycle | None = None
    body_code: str | None = None
    expert_no: str | None = None
    rows_total: int = 0
    rows_taken: int = 0
    rows_refused: int = 0
    findings: tuple[Finding, ...] = ()
    annotated: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class SubmissionOutcome:
    """How taking in one file ended; ``returned_to`` is where the annotated copy or the refusal lies.

    ``is_repeat`` is set when this very file had been taken in before: nothing was changed then.
    """

    file_name: str
    sha256: str
    kind: SubmissionKind
    status: SubmissionStatus
    message: str
    submission_id: int
    rows_total: int = 0
    rows_taken: int = 0
    rows_refused: int = 0
    findings: tuple[Finding, ...] = ()
    returned_to: Path | None = None
    is_repeat: bool = False

    @property
    def is_clean(self) -> bool:
        """Whether everything in the file was taken."""
        return self.status is SubmissionStatus.ACCEPTED
