"""The account that PostgreSQL runs under: our own, or, because it refuses root, a system user when we are root."""

from __future__ import annotations

import os
import pwd
import shutil
import stat
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from honours.domain.errors import EnvironmentFault

_NAME = "pgserver"
_LAST_RESORT = "nobody"


class NoAccount(EnvironmentFault):
    """Root has no other account to run PostgreSQL under and cannot make one."""

    def __init__(self) -> None:
        super().__init__(
            f"数据库不能以 root 身份运行，又无法建立系统用户 {_NAME}；请改用普通用户运行，或先执行 useradd -r {_NAME}"
        )


@dataclass(frozen=True, slots=True)
class Account:
    """Whose files and processes the server's are; ``is_ours`` when no change of user is needed."""

    user: int
    group: int
    is_ours: bool

    @classmethod
    def choose(cls) -> Account:
        """Return our own account or, for root, the system user's, which is made when it is missing."""
        if os.geteuid() != 0:
            return cls(os.geteuid(), os.getegid(), is_ours=True)
        entry = _find(_NAME) or _make() or _find(_LAST_RESORT)
        if entry is None:
            raise NoAccount
        return cls(entry.pw_uid, entry.pw_gid, is_ours=False)

    def own(self, *paths: Path) -> None:
        """Give the paths to the account."""
        if not self.is_ours:
            for path in paths:
                os.chown(path, self.user, self.group)

    def may_pass(self, folders: Iterable[Path]) -> None:
        """Let the account pass through the folders above its own: the right to enter, not to list."""
        if not self.is_ours:
            for folder in folders:
                _add(folder, stat.S_IXOTH)

    def may_run(self, programs: Path) -> None:
        """Let the account read and run what is under the folder, which a strict umask may have closed."""
        if not self.is_ours and not (programs / "bin" / "postgres").stat().st_mode & stat.S_IXOTH:
            for path in (programs, *programs.rglob("*")):
                is_run = path.is_dir() or path.stat().st_mode & stat.S_IXUSR
                _add(path, stat.S_IROTH | (stat.S_IXOTH if is_run else 0))

    def owns(self, folder: Path) -> bool:
        """Whether the path is a real folder of the account, not a link or a stranger's."""
        found = folder.lstat()
        return stat.S_ISDIR(found.st_mode) and found.st_uid == self.user


def _add(path: Path, permission: int) -> None:
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & permission != permission:
        path.chmod(mode | permission)


def _find(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _make() -> pwd.struct_passwd | None:
    if shutil.which("useradd") is None:
        return None
    subprocess.run(
        ["useradd", "--system", "--no-create-home", "--shell", "/bin/false", _NAME], capture_output=True, check=False
    )
    return _find(_NAME)
