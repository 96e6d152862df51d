"""The archive and its register: what is in it, and whether every file is there and unchanged."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from honours.domain.errors import WrongUse
from honours.storage.archive import ArchiveDamaged, NotArchived
from honours.storage.unit_of_work import UnitOfWork

_SHORTEST = 6
_PREFIX = re.compile(rf"[0-9a-f]{{{_SHORTEST},64}}")


class NotOneFile(WrongUse):
    """The beginning of a SHA-256 fits several files; carries it and those that it fits."""

    def __init__(self, prefix: str, found: tuple[str, ...]) -> None:
        self.prefix, self.found = prefix, found
        super().__init__(f"“{prefix}”对应多份文件，请多写几位：{'、'.join(found)}。")


class NotSha256(WrongUse):
    """A text that is no SHA-256 and no beginning of one; carries it."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(f"“{text}”不是文件编号。请写 SHA-256 的前 {_SHORTEST} 至 64 位（数字和 a 至 f）。")


@dataclass(frozen=True, slots=True)
class ArchivedFile:
    """One line of the register; ``first_name`` is the name under which the bytes were first archived."""

    sha256: str
    size_bytes: int
    media_type: str
    first_name: str
    origin: str
    recorded_at: datetime

    @property
    def origin_label(self) -> str:
        """Where the file comes from, in Chinese."""
        return "收到" if self.origin == "received" else "生成"


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of the archive found.

    ``unregistered`` files lie in the archive without a line in the register: a crash came between the two. They are
    no fault, as the file was still in the inbox then and is taken in again.
    """

    registered: int
    sound: int
    missing: tuple[str, ...]
    damaged: tuple[str, ...]
    resized: tuple[str, ...]
    unregistered: tuple[str, ...]

    @property
    def fault_count(self) -> int:
        """How many files are missing, damaged or not of their registered size."""
        return len(self.missing) + len(self.damaged) + len(self.resized)


def archived_files(
    work: UnitOfWork, *, origin: str | None = None, name_part: str = "", limit: int | None = None
) -> list[ArchivedFile]:
    """Return the register, the latest first."""
    with work:
        rows = work.run("archive/list_files", {"origin": origin, "name_part": name_part, "limit": limit}).all()
    return [_file(row) for row in rows]


def _file(row: Any) -> ArchivedFile:
    return ArchivedFile(row.sha256, row.size_bytes, row.media_type, row.first_name, row.origin, row.recorded_at)


def find_file(prefix: str, work: UnitOfWork) -> ArchivedFile:
    """Return the file whose SHA-256 begins so; raise :class:`NotSha256`, :class:`NotOneFile` or NotArchived."""
    wanted = prefix.strip().lower()
    if _PREFIX.fullmatch(wanted) is None:
        raise NotSha256(prefix)
    with work:
        rows = work.run("archive/find_files", {"prefix": f"{wanted}%"}).all()
    if not rows:
        raise NotArchived(wanted)
    if len(rows) > 1:
        raise NotOneFile(wanted, tuple(row.sha256 for row in rows))
    return _file(rows[0])


def check_archive(work: UnitOfWork) -> Checked:
    """Read and hash every file of the archive, and compare the folder with the register both ways."""
    # The folder first: a file that is archived meanwhile is then in the register at most, and looked up by name below.
    lying = set(work.archive.addresses())
    register = {file.sha256: file.size_bytes for file in archived_files(work)}
    missing, damaged, resized = [], [], []
    sound = 0
    for sha256 in sorted(lying | register.keys()):
        try:
            size = len(work.archive.get(sha256))
        except NotArchived:
            missing.append(sha256)
        except ArchiveDamaged:
            damaged.append(sha256)
        else:
            if register.get(sha256, size) == size:
                sound += 1
            else:
                resized.append(sha256)
    unregistered = tuple(sorted(lying - register.keys()))
    return Checked(len(register), sound, tuple(missing), tuple(damaged), tuple(resized), unregistered)
