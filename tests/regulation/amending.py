"""Amends a copy of the law as its data files, the way docs/amendment.md tells people to."""

from __future__ import annotations

import re
import shutil
from datetime import date, timedelta
from pathlib import Path

from honours.regulation.folder import DATA

SOURCE = "锡工发〔2026〕40号"


def copy_of_the_law(folder: Path) -> Path:
    """Copy articles, values, policies and steps into the folder and return it."""
    for part in ("articles", "values", "policies"):
        shutil.copytree(DATA / part, folder / part)
    shutil.copy(DATA / "steps.toml", folder)
    return folder


def amend(folder: Path, key: str, value: str, from_on: date) -> None:
    """End the last life of the value on the day before and begin a new one; ``value`` as TOML writes it."""
    for path in (folder / "values").glob("*.toml"):
        text = path.read_text(encoding="utf-8")
        lives = list(re.finditer(rf"^\[\[{re.escape(key)}\.values\]\]\n(?:[a-z_]+ = .*\n)+", text, re.MULTILINE))
        if lives:
            last = lives[-1]
            ended = f"{last[0]}until = {from_on - timedelta(days=1)}\n"
            begun = (
                f"\n[[{key}.values]]\nfrom = {from_on}\nvalue = {value}\n"
                f'source = "{SOURCE}"\npublished_on = 2026-11-20\n'
            )
            path.write_text(text[: last.start()] + ended + begun + text[last.end() :], encoding="utf-8")
            return
    raise LookupError(key)
