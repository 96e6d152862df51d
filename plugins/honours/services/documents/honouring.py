"""The documents at the end of an award cycle: medal holders (award/13), the letter to the province (award/15)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from honours.domain.documents import DocumentKind
from honours.services.documents.letter import (
    TEMPLATES,
    Contact,
    Letterhead,
    ListedProject,
    attachments,
    contact_fields,
    groups,
    letterhead_fields,
    render,
)
from honours.services.outcomes import cited

_MEDAL, _PROVINCE = "award/13", "award/15"


@dataclass(frozen=True, slots=True, kw_only=True)
class MedalList:
    """Who gets the medal; the letterhead bears the number of the decision on the awards."""

    letterhead: Letterhead
    medal: str
    holders: tuple[ListedProject, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvincialLetter:
    """The letter that recommends awarded entries to the province, in the order in which they are recommended."""

    letterhead: Letterhead
    addressee: str
    projects: tuple[ListedProject, ...]
    contact: Contact


def medal_list(facts: MedalList, templates: Path = TEMPLATES) -> bytes:
    """Return the list of medal holders as a Word file."""
    head = facts.letterhead
    fields = letterhead_fields(head)
    context = {
        **{name: fields[name] for name in ("issuer", "document_no", "year", "scheme", "regulation", "issued_date")},
        "article": cited(_MEDAL),
        "medal": facts.medal,
        "total": len(facts.holders),
        "groups": groups(head.cycle, facts.holders),
    }
    return render(DocumentKind.MEDAL_LIST, context, head, templates)


def provincial_letter(facts: ProvincialLetter, templates: Path = TEMPLATES) -> bytes:
    """Return the letter as a Word file, its list attached."""
    head = facts.letterhead
    context = {
        **letterhead_fields(head),
        "article": cited(_PROVINCE),
        "addressee": facts.addressee,
        "total": len(facts.projects),
        "projects": [
            {
                "seq": seq,
                "category": head.cycle.category_label(one.category),
                "nomination_no": one.nomination_no,
                "title": one.title,
                "person": one.person,
                "unit": one.unit,
            }
            for seq, one in enumerate(facts.projects, 1)
        ],
        "contact": contact_fields(facts.contact),
        "attachments": attachments((f"{head.cycle.year}年省级评选推荐项目名单",)),
    }
    return render(DocumentKind.PROVINCIAL_LETTER, context, head, templates)
