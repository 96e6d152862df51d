"""One checked row as the tables keep it: columns by table, personal numbers sealed, and a hash that tells a change."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from honours.regulation.forms import SheetForm
from honours.services.intake.cells import Parsed
from honours.services.intake.rows import Row
from honours.storage.vault import Vault, masked


@dataclass(frozen=True, slots=True)
class Facts:
    """The values of one nomination by table and column; ``shown`` has personal numbers masked."""

    nomination_no: str
    sheet: str
    row_no: int
    revision: int
    sha256: str
    shown: dict[str, Any]
    columns: dict[str, dict[str, Any]]

    def revised(self, revision: int) -> Facts:
        """Return the same facts as a later revision."""
        return replace(self, revision=revision)


def facts_of(row: Row, form: SheetForm, nomination_no: str, vault: Vault) -> Facts:
    """Return what the row says, ready for the tables; the hash covers the whole numbers through their keyed hash."""
    shown: dict[str, Any] = {}
    hashed: dict[str, Any] = {}
    columns: dict[str, dict[str, Any]] = {}
    for field in form.fields:
        value = row.values[field.key]
        if field.key == "is_withdrawn":
            # Left empty means the same as 申报: no new revision for it.
            value = bool(value)
        target = columns.setdefault(field.table, {})
        if field.is_sensitive:
            sealed = vault.seal(value) if isinstance(value, str) else None
            for part in ("cipher", "hmac", "last4"):
                target[f"{field.key}_{part}"] = getattr(sealed, part, None)
            shown[field.key] = masked(sealed.last4) if sealed else None
            hashed[field.key] = sealed.hmac.hex() if sealed else None
        else:
            target[field.key] = value
            shown[field.key] = hashed[field.key] = _plain(value)
    canonical = json.dumps(hashed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    sha256 = hashlib.sha256(canonical.encode()).hexdigest()
    return Facts(nomination_no, row.sheet, row.row_no, 1, sha256, shown, columns)


def _plain(value: Parsed) -> Any:
    match value:
        case date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case tuple():
            return list(value)
        case _:
            return value
