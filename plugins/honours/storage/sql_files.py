"""SQL kept in files: ``sql/<stage>/<verb>_<object>.sql``, values always bound."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from sqlalchemy import TextClause, text

from honours.domain.errors import EnvironmentFault


class SqlFileMissing(EnvironmentFault):
    """A SQL file that the program needs is not there; carries the path."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"缺少 SQL 文件：{path}。安装不完整，请重新部署。")


@lru_cache(maxsize=256)
def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise SqlFileMissing(path) from error


def load_sql(folder: Path, name: str) -> TextClause:
    """Return the statement in ``<folder>/<name>.sql``, for example ``publicity/judge_postings``."""
    return text(_read(folder / f"{name}.sql"))
