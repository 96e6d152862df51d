"""The reference that goes to the bank with each payment and comes back in statement and receipt."""

from __future__ import annotations

import re
import unicodedata
from uuid import UUID

_TOKEN = re.compile(r"[A-Za-z0-9]+")
_SHAPE = re.compile(r"HN[0-9]{4}[A-Z]{2}[0-9]{7,}[0-9A-F]{8}")


def bank_ref(nomination_no: str, key: UUID) -> str:
    """Return the reference of the payment with this key.

    People can read the nomination in it; eight digits of the payment's key keep a slip of the pen from meeting another
    payment of the same amount.
    """
    return f"HN{nomination_no.replace('-', '')}{key.hex[:8].upper()}"


def find_reference(text: str) -> str | None:
    """Return the one reference that stands in ``text`` as a word of its own; None when there is none, or several."""
    tokens = _TOKEN.findall(unicodedata.normalize("NFKC", text))
    found = {token for token in tokens if _SHAPE.fullmatch(token)}
    return found.pop() if len(found) == 1 else None
