"""Reading what the forms of the chair's meeting sent: names, recusals and votes, one a line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from honours.orchestration.forms import NUMBER, FormRefused, lines_in

if TYPE_CHECKING:
    from honours.services.notice.meeting import EntryVotes, Recusal

_BETWEEN_NAMES = re.compile(r"[\s,，、;；]+")
_BETWEEN_PARTS = re.compile(r"[\s,，:：]+")


def names_in(form: Mapping[str, Any], field: str, label: str) -> tuple[str, ...]:
    """Return the names of a required field, separated by blanks or commas; raise :class:`FormRefused`."""
    names = [part for line in lines_in(form, field, label) for part in _BETWEEN_NAMES.split(line) if part]
    if not names:
        raise FormRefused(label, "必须填写")
    return tuple(names)


def absences_in(form: Mapping[str, Any], field: str, label: str) -> dict[str, str]:
    """Return who is absent with the reason, from lines ``姓名 原因``; may be empty."""
    found: dict[str, str] = {}
    for line in lines_in(form, field, label):
        name, *rest = _BETWEEN_PARTS.split(line, maxsplit=1)
        if not rest or not rest[0].strip():
            raise FormRefused(label, f"中的“{line}”不是“姓名 原因”")
        if name in found:
            raise FormRefused(label, f"中的“{name}”写了两次")
        found[name] = rest[0].strip()
    return found


def recusals_in(form: Mapping[str, Any], field: str, label: str) -> tuple[Recusal, ...]:
    """Return the recusals from lines ``编号 姓名 理由``; may be empty."""
    from honours.services.notice.meeting import Recusal

    found = []
    for line in lines_in(form, field, label):
        parts = _BETWEEN_PARTS.split(line, maxsplit=2)
        if len(parts) != 3 or not NUMBER.fullmatch(parts[0]):
            raise FormRefused(label, f"中的“{line}”不是“编号 姓名 理由”，编号形如 2025-KJ-0101-003")
        found.append(Recusal(*parts))
    return tuple(found)


def votes_in(form: Mapping[str, Any], field: str, label: str) -> dict[str, EntryVotes]:
    """Return the votes that were not unanimous from lines ``编号 赞成 反对 弃权 理由``; may be empty."""
    from honours.domain.meetings import Votes
    from honours.services.notice.meeting import EntryVotes

    found: dict[str, EntryVotes] = {}
    for line in lines_in(form, field, label):
        number, *rest = _BETWEEN_PARTS.split(line, maxsplit=4)
        counts = rest[:3]
        if not NUMBER.fullmatch(number) or len(counts) != 3 or not all(one.isdecimal() for one in counts):
            raise FormRefused(
                label, f"中的“{line}”不是“编号 赞成 反对 弃权 理由”，例如 2025-KJ-0101-003 3 2 1 推广条件不成熟"
            )
        if number in found:
            raise FormRefused(label, f"中的 {number} 写了两次")
        found[number] = EntryVotes(Votes(*(int(one) for one in counts)), rest[3].strip() if len(rest) > 3 else "")
    return found
