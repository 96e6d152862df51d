"""The last guard before a blind file leaves the house: every part of it is unpacked and searched for names."""

from __future__ import annotations

import html
import io
import re
import zipfile

from honours.domain.errors import EnvironmentFault
from honours.services.review.blinding.redaction import Redactor

_TAG = re.compile(r"<[^>]*>")


class BlindLeak(EnvironmentFault):
    """A blind file holds names; carries the file, and by part how many. It is not laid in the outbox."""

    def __init__(self, file_name: str, leaks: dict[str, set[str]]) -> None:
        self.file_name, self.leaks = file_name, leaks
        places = "、".join(f"{part}（{len(found)} 处）" for part, found in sorted(leaks.items()))
        super().__init__(
            f"盲审文件 {file_name} 中仍有能看出申报人或单位的内容，位置：{places}。文件没有发出。"
            "请核对 expert_view.toml 中的简称规则，或把这条信息交给维护人员。"
        )


def find_leaks(file_name: str, content: bytes, names: Redactor) -> dict[str, set[str]]:
    """Return the names in the file's name and in every part of the package, by part; parts without any are left out."""
    parts = {"文件名": [file_name]}
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts["压缩包注释"] = [package.comment.decode("utf-8", "replace")]
        for entry in package.infolist():
            text = package.read(entry).decode("utf-8", "replace")
            # Each text and each tag by itself: what stands in two cells is no name. Sheets are named within tags.
            parts[entry.filename] = [entry.filename, *map(html.unescape, (*_TAG.split(text), *_TAG.findall(text)))]
    found = {part: set().union(*map(names.finds, texts)) for part, texts in parts.items()}
    return {part: leaked for part, leaked in found.items() if leaked}


def refuse_leaks(file_name: str, content: bytes, blank: bytes, names: Redactor) -> None:
    """Raise :class:`BlindLeak` when the file holds names that the same file without entries does not hold.

    The expert's own name, and words of the form that happen to be somebody's name, tell nothing of an entry.
    """
    own = {term for found in find_leaks("", blank, names).values() for term in found}
    leaks = {part: found - own for part, found in find_leaks(file_name, content, names).items()}
    leaks = {part: found for part, found in leaks.items() if found}
    if leaks:
        raise BlindLeak(file_name, leaks)
