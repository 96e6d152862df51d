"""Secrets are made once, kept, and never readable by others."""

from __future__ import annotations

import json
import stat
from pathlib import Path

from honours.storage import secrets


def test_kept_secret_is_never_made_again(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "some.json"
    first = secrets.keep(path, {"one": lambda: "1"})
    second = secrets.keep(path, {"one": lambda: "other", "two": lambda: "2"})
    assert (first, second) == ({"one": "1"}, {"one": "1", "two": "2"})
    assert json.loads(path.read_text()) == second


def test_secret_is_private(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "some.json"
    secrets.write_private(path, "x")
    assert (stat.S_IMODE(path.stat().st_mode), stat.S_IMODE(path.parent.stat().st_mode)) == (0o600, 0o700)
    assert [file.name for file in path.parent.iterdir()] == ["some.json"]


def test_passwords_differ() -> None:
    assert len({secrets.password() for _ in range(50)}) == 50
