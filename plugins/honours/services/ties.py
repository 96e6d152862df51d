"""Why entries of equal score stand as they do, in words (award/2, award/11, employee-studio/6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from honours.services.outcomes import cited


def tie_sentence(keys: Iterable[Mapping[str, Any]] | None) -> str:
    """Return what was compared among entries of equal score and what it decided; empty where no score was equal.

    ``keys`` are those that the ranking keeps: label, article, value, is_decisive.
    """
    told = [
        f"{key['label']} {key['value']}（依据{cited(key['article'])}），"
        + ("据此分出先后" if key["is_decisive"] else "不能分出先后")
        for key in keys or ()
    ]
    return f"同分比较：{'；'.join(told)}" if told else ""
