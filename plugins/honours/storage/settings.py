"""Where things are and how to reach the database: read once, from the environment only.

On one machine nothing needs to be set: everything lives under ``var/`` beside the project. On a server
``HONOURS_DATABASE_URL`` is the one connection setting.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PROJECT_ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, slots=True)
class Settings:
    """Folders and addresses; all paths are absolute.

    ``database_url`` is empty when the embedded PostgreSQL is meant.
    """

    root: Path
    var: Path
    database_url: str
    owner_database_url: str
    data_key_file: Path

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Return the settings that the environment gives; everything has a default for one machine."""
        env = os.environ if environment is None else environment
        root = Path(env.get("HONOURS_ROOT") or PROJECT_ROOT).resolve()
        var = Path(env.get("HONOURS_VAR") or root / "var").resolve()
        return cls(
            root=root,
            var=var,
            database_url=env.get("HONOURS_DATABASE_URL", ""),
            owner_database_url=env.get("HONOURS_OWNER_DATABASE_URL", ""),
            data_key_file=Path(env.get("HONOURS_DATA_KEY_FILE") or var / "keys" / "data.key").resolve(),
        )

    @property
    def is_embedded(self) -> bool:
        """Whether PostgreSQL is ours to start: no server was named."""
        return not self.database_url

    @property
    def keys(self) -> Path:
        """The folder of secrets, readable by its owner only."""
        return self.var / "keys"

    @property
    def logs(self) -> Path:
        """Where background processes write."""
        return self.var / "logs"

    @property
    def sql(self) -> Path:
        """The folder of SQL files and migrations."""
        return self.root / "sql"

    @property
    def migrations(self) -> Path:
        """The folder of Alembic's environment and revisions."""
        return self.sql / "migrations"

    @property
    def templates(self) -> Path:
        """The folder of Word, message and page templates."""
        return self.root / "templates"

    @property
    def expectations(self) -> Path:
        """The folder of Great Expectations suites."""
        return self.root / "expectations"

    @property
    def inbox(self) -> Path:
        """Where files arrive from recommending bodies, experts and the bank."""
        return self.var / "inbox"

    @property
    def outbox(self) -> Path:
        """Where produced documents, workbooks and annotated copies are laid for people to take."""
        return self.var / "outbox"

    @property
    def archive(self) -> Path:
        """The content-addressed archive."""
        return self.var / "archive"

    @property
    def postgres(self) -> Path:
        """The data folder of the embedded PostgreSQL."""
        return self.var / "postgres"

    @property
    def airflow(self) -> Path:
        """AIRFLOW_HOME on one machine."""
        return self.var / "airflow"
