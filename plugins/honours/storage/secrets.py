"""Secrets made once on this machine and kept in files that only their owner can read."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path

_RANDOM_BYTES = 24


def password() -> str:
    """Return a new random password of letters, digits, ``-`` and ``_``."""
    return secrets.token_urlsafe(_RANDOM_BYTES)


def write_private(path: Path, text: str) -> None:
    """Write the file so that it is never, not even for a moment, readable by others, and never half there."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def keep(path: Path, makers: Mapping[str, Callable[[], str]]) -> dict[str, str]:
    """Return the named secrets of a JSON file, making those that it lacks; what is there is never changed."""
    kept: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    missing = {name: make() for name, make in makers.items() if name not in kept}
    if missing:
        kept |= missing
        write_private(path, json.dumps(kept, indent=1) + "\n")
    return kept
