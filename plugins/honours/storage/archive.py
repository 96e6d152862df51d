"""The content-addressed archive: every file that comes in or goes out, under the SHA-256 of its bytes.

Files are encrypted on disk, because workbooks carry personal numbers; the address is the hash of the plain bytes, so
that anyone can check what they hold against what was archived. A file is written once and never changed.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from honours.domain.errors import EnvironmentFault, WrongUse
from honours.storage.vault import SealBroken, Vault


class NotArchived(WrongUse):
    """No file with this SHA-256 is in the archive; carries the hash."""

    def __init__(self, sha256: str) -> None:
        self.sha256 = sha256
        super().__init__(f"档案中没有 SHA-256 为 {sha256} 的文件。用 honours archive list 查看已归档的文件。")


class ArchiveDamaged(EnvironmentFault):
    """A file in the archive is no longer what was archived; carries the hash."""

    def __init__(self, sha256: str) -> None:
        self.sha256 = sha256
        super().__init__(f"档案文件 {sha256} 已损坏或被改动，与归档时不符。请停止使用并从备份恢复。")


@dataclass(frozen=True, slots=True)
class Archive:
    """A folder of encrypted files, addressed by the SHA-256 of their plain bytes."""

    folder: Path
    vault: Vault

    def path_of(self, sha256: str) -> Path:
        """Return where the file with this hash lies or would lie."""
        return self.folder / sha256[:2] / sha256[2:4] / sha256

    def put(self, content: bytes) -> str:
        """Archive ``content`` and return its SHA-256; a second time changes nothing. Survives a crash at any point."""
        sha256 = hashlib.sha256(content).hexdigest()
        target = self.path_of(sha256)
        if target.exists():
            return sha256
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = target.with_name(f".{sha256}.{uuid4().hex}")
        with partial.open("wb") as file:
            file.write(self.vault.encrypt(content))
            file.flush()
            os.fsync(file.fileno())
        partial.chmod(0o440)
        partial.replace(target)
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        return sha256

    def get(self, sha256: str) -> bytes:
        """Return the archived bytes; raise :class:`NotArchived` or :class:`ArchiveDamaged`."""
        try:
            sealed = self.path_of(sha256).read_bytes()
        except FileNotFoundError as error:
            raise NotArchived(sha256) from error
        try:
            content = self.vault.decrypt(sealed)
        except SealBroken as error:
            raise ArchiveDamaged(sha256) from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise ArchiveDamaged(sha256)
        return content

    def addresses(self) -> Iterator[str]:
        """Yield the SHA-256 of every archived file, in order."""
        for path in sorted(self.folder.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*")):
            if not path.name.startswith("."):
                yield path.name
