"""The one place where the world is wired: which database, which archive, which key.

Called inside a task or a command, never at import time: both get the same unit of work from the same environment.
"""

from __future__ import annotations

from functools import lru_cache

from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import QueuePool

from honours.domain.errors import EnvironmentFault
from honours.storage import provision
from honours.storage.archive import Archive
from honours.storage.settings import Settings
from honours.storage.unit_of_work import UnitOfWork
from honours.storage.vault import Vault


class DatabaseNotSet(EnvironmentFault):
    """No database is configured and the embedded one does not run."""

    def __init__(self) -> None:
        super().__init__(
            "没有可用的数据库。单机使用请先运行 honours db start（或 honours up）；"
            "服务器上请设置 HONOURS_DATABASE_URL。"
        )


@lru_cache(maxsize=4)
def engine_for(url: str) -> Engine:
    """Return the engine for ``url``; one small pool a process."""
    return create_engine(
        url,
        poolclass=QueuePool,
        pool_size=2,
        max_overflow=4,
        pool_pre_ping=True,
        connect_args={"options": "-c timezone=Asia/Shanghai -c search_path=honours,public"},
    )


def unit_of_work(settings: Settings | None = None) -> UnitOfWork:
    """Return a unit of work on the configured database; raise :class:`DatabaseNotSet` when there is none."""
    chosen = settings or Settings.from_environment()
    url = chosen.database_url
    if chosen.is_embedded:
        if not provision.embedded(chosen).is_running():
            raise DatabaseNotSet
        url = provision.addresses(chosen).application
    vault = Vault.from_file(chosen.data_key_file)
    return UnitOfWork(engine_for(url), Archive(chosen.archive, vault), vault, chosen)
