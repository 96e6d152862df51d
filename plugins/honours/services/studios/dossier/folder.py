"""Where the studios' files lie in the outbox, under names that every file system takes, and how they get there."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path, PurePosixPath
from uuid import uuid4

from honours.services.documents.guards import without_personal_numbers
from honours.services.studios.register import Studio
from honours.storage.settings import Settings

STUDIOS = "studios"
EVIDENCE = "证明材料"
# A name may have 255 bytes on Linux, and Windows counts the whole path.
_MOST_BYTES = 120
_NOT_IN_NAME = re.compile(r'[\\/:*?"<>|#%\x00-\x1f\x7f]')
_UNSEEN = ("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp")


def safe_name(text: str, ending: str = "") -> str:
    """Return ``text`` as part of a file name: nothing a system or an address refuses, no personal number, not too long.

    ``ending`` is kept whole at its end.
    """
    shown = "".join(
        "_" if unicodedata.category(character) in _UNSEEN else character
        for character in unicodedata.normalize("NFC", without_personal_numbers(text))
    )
    plain = " ".join(_NOT_IN_NAME.sub("_", shown).split()).strip(" .")
    most = _MOST_BYTES - len(ending.encode())
    return (plain.encode()[:most].decode(errors="ignore").rstrip(" .") or "_") + ending


def studio_folder(studio: Studio) -> str:
    """Return the name of the folder of a studio."""
    return f"{studio.studio_no}-{safe_name(studio.name)}"


def document_name(studio: Studio, year: int) -> str:
    """Return the name of the Word file of a year."""
    return f"{studio.studio_no}-{year}年档案.docx"


def evidence_name(number: int, name: str) -> str:
    """Return where the ``number``-th file of the evidence lies in the folder of its year."""
    path = PurePosixPath(name.replace("\\", "/"))
    ending = path.suffix if re.fullmatch(r"\.[A-Za-z0-9]{1,8}", path.suffix) else ""
    return f"{EVIDENCE}/{number:02d}-{safe_name(path.name.removesuffix(ending), ending)}"


def root(settings: Settings) -> Path:
    """Return the folder of all studios' files."""
    return settings.outbox / STUDIOS


def lay(place: Path, content: bytes) -> bool:
    """Write the file whole or not at all; return False, and leave it alone, when it says so already."""
    if place.is_file() and place.read_bytes() == content:
        return False
    place.parent.mkdir(parents=True, exist_ok=True)
    partial = place.with_name(f".{uuid4().hex}.part")
    partial.write_bytes(content)
    partial.replace(place)
    return True
