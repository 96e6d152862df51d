"""Where the law as data lies: the folder of this program, or another one that the environment names."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from honours.domain.errors import EnvironmentFault

DATA = Path(__file__).parent / "data"
SETTING = "HONOURS_REGULATION"
_PARTS = ("articles", "values", "policies", "steps.toml")


class DataFolderMissing(EnvironmentFault):
    """A folder that does not hold the law as data; carries it and what it lacks."""

    def __init__(self, folder: Path, missing: tuple[str, ...]) -> None:
        self.folder, self.missing = folder, missing
        super().__init__(
            f"文件夹 {folder} 中缺少规定数据 {'、'.join(missing)}。请核对 --data 或环境变量 {SETTING}；"
            "都不写则使用程序自带的规定数据。"
        )


def data_folder() -> Path:
    """Return the folder that ``HONOURS_REGULATION`` names, or the one of this program.

    It holds ``articles/``, ``values/``, ``policies/`` and ``steps.toml``. Raises :class:`DataFolderMissing`.
    """
    named = os.environ.get(SETTING)
    return whole(Path(named)) if named else DATA


@cache
def whole(folder: Path) -> Path:
    """Return the folder with its full path; raise :class:`DataFolderMissing` when a part of the law is not in it."""
    missing = tuple(part for part in _PARTS if not (folder / part).exists())
    if missing:
        raise DataFolderMissing(folder, missing)
    return folder.resolve()
