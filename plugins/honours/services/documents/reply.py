"""异议答复: the letter to whoever objected to a public notice under their own name.

It names the entry and what was found, never another person; the sentences live in the template.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from honours.domain.cycle import Cycle
from honours.domain.documents import DocumentKind
from honours.services.documents.letter import TEMPLATES
from honours.services.documents.render import render_document
from honours.services.documents.wording import chinese_date

_LONGEST_MARK = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionReply:
    """One answer (award/12, award/17, model-studio/9, employee-studio/6); ``effect`` is what follows for the entry."""

    cycle: Cycle
    issuer: str
    regulation: str
    department: str
    phone: str
    objection_no: str
    addressee: str
    received_on: date
    nomination_no: str
    title: str
    ground: str
    remedy: str
    finding: str
    is_upheld: bool
    effect: str
    closed_on: date
    issued_on: date


def objection_reply(reply: ObjectionReply, templates: Path = TEMPLATES) -> bytes:
    """Return the letter as a Word file."""
    mark = f"{reply.issuer}文件"
    context: dict[str, object] = {
        "issuer": reply.issuer,
        "official_mark": mark,
        "is_mark_long": len(mark) > _LONGEST_MARK,
        "year": reply.cycle.year,
        "scheme": reply.cycle.scheme.label,
        "regulation": reply.regulation,
        "department": reply.department,
        "phone": reply.phone,
        "objection_no": reply.objection_no,
        "addressee": reply.addressee,
        "received_date": chinese_date(reply.received_on),
        "nomination_no": reply.nomination_no,
        "title": reply.title,
        "ground": reply.ground,
        "remedy": reply.remedy,
        "finding": reply.finding,
        "outcome": "成立" if reply.is_upheld else "不成立",
        "effect": reply.effect,
        "closed_date": chinese_date(reply.closed_on),
        "issued_date": chinese_date(reply.issued_on),
    }
    template = templates / "documents" / f"{DocumentKind.OBJECTION_REPLY.value}.docx"
    return render_document(template, context, fixed_on=reply.issued_on)
