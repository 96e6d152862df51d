"""Takes in everything that lies in the inbox, oldest first; one bad file never stops the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from os import stat_result
from pathlib import Path

from honours.domain.errors import EnvironmentFault
from honours.services.intake.files import SHANGHAI
from honours.services.intake.findings import SubmissionOutcome
from honours.services.intake.submissions import take_in
from honours.storage.unit_of_work import UnitOfWork

OnProgress = Callable[[int, int, Path], None]

_PASSED_OVER = (".part", ".tmp", ".crdownload")


class FilesLeft(EnvironmentFault):
    """Files that could not be taken in for a fault of ours; carries them with their errors, and the outcomes."""

    def __init__(self, failures: tuple[tuple[Path, Exception], ...], outcomes: tuple[SubmissionOutcome, ...]) -> None:
        self.failures, self.outcomes = failures, outcomes
        listed = "；".join(f"{path.name}（{type(error).__name__}：{error}）" for path, error in failures)
        super().__init__(
            f"{len(failures)} 份文件因程序或环境故障没有收成，仍留在收件箱，其余 {len(outcomes)} 份已处理。"
            f"排除故障后重新运行即可，不会重复收件：{listed}"
        )


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file in the inbox and when it arrived."""

    path: Path
    received_at: datetime


def waiting_files(inbox: Path) -> list[Waiting]:
    """Return the files that lie in the inbox, oldest first; hidden and half-copied files are passed over."""
    found = []
    for path in inbox.rglob("*"):
        parts = path.relative_to(inbox).parts
        if any(part.startswith((".", "~$")) for part in parts) or path.suffix.lower() in _PASSED_OVER:
            continue
        try:
            if path.is_file() and not path.is_symlink():
                found.append(Waiting(path, datetime.fromtimestamp(path.stat().st_mtime, SHANGHAI)))
        except FileNotFoundError:
            # Another worker has taken it in the meantime.
            continue
    return sorted(found, key=lambda item: (item.received_at, str(item.path)))


def _remove_unless_changed(path: Path, before: stat_result) -> None:
    """A file that was replaced or written on while it was read stays for the next run."""
    now = path.stat()
    if (now.st_ino, now.st_size, now.st_mtime_ns) == (before.st_ino, before.st_size, before.st_mtime_ns):
        path.unlink(missing_ok=True)


def take_in_all(inbox: Path, work: UnitOfWork, on_progress: OnProgress | None = None) -> list[SubmissionOutcome]:
    """Take in all files of the inbox, or the one file that ``inbox`` is, and return how each ended.

    The time of a file is its arrival. A file is removed from our inbox once its outcome is committed; one that lies
    elsewhere is somebody's own and stays.
    Raises :class:`FilesLeft` after all others are done when files failed for a reason that is not in the file.
    """
    inbox = inbox.resolve()
    if inbox.is_file():
        waiting = [Waiting(inbox, datetime.fromtimestamp(inbox.stat().st_mtime, SHANGHAI))]
    else:
        waiting = waiting_files(inbox)
    outcomes: list[SubmissionOutcome] = []
    failures: list[tuple[Path, Exception]] = []
    for number, item in enumerate(waiting, 1):
        try:
            before = item.path.stat()
            outcomes.append(take_in(item.path, item.received_at, work))
            if work.settings.inbox.resolve() in item.path.parents:
                _remove_unless_changed(item.path, before)
        except FileNotFoundError as error:
            # Gone: another worker has taken it in the meantime.
            if item.path.exists():
                failures.append((item.path, error))
        except Exception as error:
            failures.append((item.path, error))
        if on_progress is not None:
            on_progress(number, len(waiting), item.path)
    if failures:
        raise FilesLeft(tuple(failures), tuple(outcomes)) from failures[0][1]
    return outcomes
