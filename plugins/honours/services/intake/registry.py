"""Who reads which kind of file. A module that reads files of its own registers its reader here.

Example, at the end of the module that holds the reader::

    register(StatementReader())

and the module's name in :data:`honours.services.intake.readers.MODULES`, so that intake loads it.
"""

from __future__ import annotations

from typing import Protocol

from honours.domain.errors import WrongUse
from honours.domain.submissions import SubmissionKind
from honours.services.intake.files import ReceivedFile
from honours.services.intake.findings import ReaderOutcome
from honours.storage.unit_of_work import UnitOfWork


class Reader(Protocol):
    """Takes in files of one kind."""

    @property
    def kind(self) -> SubmissionKind:
        """The kind of file that this reader takes."""
        ...

    def recognises(self, file: ReceivedFile) -> bool:
        """Return whether the file is of this kind, by its content and marks, never by its name alone."""
        ...

    def take_in(self, file: ReceivedFile, submission_id: int, work: UnitOfWork) -> ReaderOutcome:
        """Store what the file says and return how that ended.

        Called inside the transaction of the submission: use ``work.connection`` and ``work.run``, do not begin
        ``work`` again. What is wrong with the file is returned as findings, or raised as
        :class:`honours.domain.errors.RefusedInput` when nothing of the file can be used.
        """
        ...


class ReaderTaken(WrongUse):
    """Two readers for one kind; carries the kind."""

    def __init__(self, kind: SubmissionKind) -> None:
        self.kind = kind
        super().__init__(f"程序错误：文件类别 {kind.value} 已有读取程序，不能再登记一个。")


_READERS: dict[SubmissionKind, Reader] = {}


def register(reader: Reader) -> None:
    """Register the reader of a kind; a second reader of another class for the same kind is refused."""
    standing = _READERS.get(reader.kind)
    if standing is not None and type(standing) is not type(reader):
        raise ReaderTaken(reader.kind)
    _READERS[reader.kind] = reader


def registered() -> tuple[Reader, ...]:
    """Return the readers in the order in which the kinds are listed."""
    return tuple(_READERS[kind] for kind in SubmissionKind if kind in _READERS)
