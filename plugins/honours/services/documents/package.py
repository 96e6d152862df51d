"""Office files with bytes that depend on their content only, so that a retry archives the same SHA-256."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

_CORE = "docProps/core.xml"
_STAMP = re.compile(rb"(<dcterms:(created|modified)\b[^>]*>)[^<]*(</dcterms:\2>)")


def freeze_package(data: bytes, fixed_on: date) -> bytes:
    """Return the Word or Excel file ``data`` with every timestamp in it set to the start of ``fixed_on``.

    The order of the parts and their content stay as they are; only the archive's own times and the created and
    modified times of the document properties change.
    """
    moment = (fixed_on.year, fixed_on.month, fixed_on.day, 0, 0, 0)
    stamp = f"{fixed_on.isoformat()}T00:00:00Z".encode()
    frozen = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(frozen, "w") as target:
        for part in source.infolist():
            content = source.read(part)
            if part.filename == _CORE:
                content = _STAMP.sub(rb"\g<1>" + stamp + rb"\g<3>", content)
            entry = zipfile.ZipInfo(part.filename, moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            target.writestr(entry, content)
    return frozen.getvalue()
