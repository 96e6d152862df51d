"""The unit of work: one transaction on the database, with the archive and the vault beside it.

Used as a context manager: it commits when the block ends well and rolls back when it raises. A service takes a unit of
work that has not begun, begins it itself, and may begin it again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, CursorResult, Engine
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine.interfaces import CoreExecuteOptionsParameter

from honours.domain.documents import DocumentKind
from honours.domain.errors import EnvironmentFault
from honours.storage.archive import Archive
from honours.storage.settings import Settings
from honours.storage.sql_files import load_sql
from honours.storage.tables import archived_file, document
from honours.storage.vault import Vault

Parameters = Mapping[str, Any] | Sequence[Mapping[str, Any]]


class NotBegun(EnvironmentFault):
    """The unit of work was used outside its ``with`` block."""

    def __init__(self) -> None:
        super().__init__("程序错误：数据库事务尚未开始就被使用。请把这条信息交给维护人员。")


class UnitOfWork:
    """One transaction at a time; not shared between threads."""

    def __init__(self, engine: Engine, archive: Archive, vault: Vault, settings: Settings) -> None:
        self.engine = engine
        self.archive = archive
        self.vault = vault
        self.settings = settings
        self._connection: Connection | None = None

    @property
    def connection(self) -> Connection:
        """The connection of the running transaction; raise :class:`NotBegun` outside the block."""
        if self._connection is None:
            raise NotBegun
        return self._connection

    def __enter__(self) -> Self:
        self._connection = self.engine.connect()
        self._connection.begin()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        connection, self._connection = self.connection, None
        with connection:
            transaction = connection.get_transaction()
            if transaction is None:
                return
            if kind is None:
                transaction.commit()
            else:
                transaction.rollback()

    def run(
        self,
        name: str,
        parameters: Parameters | None = None,
        *,
        execution_options: CoreExecuteOptionsParameter | None = None,
    ) -> CursorResult[Any]:
        """Execute the statement of ``sql/<name>.sql`` with ``parameters`` bound, and return its result."""
        statement = load_sql(self.settings.sql, name)
        return self.connection.execute(statement, parameters or {}, execution_options=execution_options)

    def keep(self, content: bytes, *, name: str, media_type: str, origin: str) -> str:
        """Archive ``content`` on disk and in the table of archived files; return its SHA-256. Idempotent.

        ``origin`` is ``received`` or ``produced``.
        """
        sha256 = self.archive.put(content)
        self.connection.execute(
            insert(archived_file)
            .values(sha256=sha256, size_bytes=len(content), media_type=media_type, first_name=name, origin=origin)
            .on_conflict_do_nothing()
        )
        return sha256

    def publish(
        self,
        content: bytes,
        *,
        cycle: str,
        stage: str,
        kind: DocumentKind,
        subject: str,
        file_name: str,
        made_on: date,
    ) -> str:
        """Archive a produced document, note it in ``document`` and lay it in the outbox; return its SHA-256.

        A retry with the same bytes changes nothing. A document of the same kind and subject with other bytes becomes
        the next version; earlier versions stay in the archive. ``subject`` is the body, expert or batch that the
        document is for, or empty.
        """
        sha256 = self.keep(content, name=file_name, media_type=_media_type(file_name), origin="produced")
        key = {"cycle": cycle, "stage": stage, "kind": kind.value, "subject": subject}
        versions = self.run("list_document_versions", key).all()
        if not versions or versions[-1].sha256 != sha256:
            self.connection.execute(
                insert(document)
                .values(**key, version=len(versions) + 1, sha256=sha256, file_name=file_name, made_on=made_on)
                .on_conflict_do_nothing()
            )
        place = self.settings.outbox / cycle.replace("/", "-") / stage / file_name
        place.parent.mkdir(parents=True, exist_ok=True)
        partial = place.with_name(f".{place.name}.part")
        partial.write_bytes(content)
        partial.replace(place)
        return sha256


_MEDIA_TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".csv": "text/csv",
    ".html": "text/html",
}


def _media_type(file_name: str) -> str:
    for ending, media_type in _MEDIA_TYPES.items():
        if file_name.lower().endswith(ending):
            return media_type
    return "application/octet-stream"
