"""What all official documents share: letterhead, colophon, lists of the chosen, and how they are rendered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from honours.domain.cycle import Category, Cycle
from honours.domain.documents import DocumentKind
from honours.domain.money import Money
from honours.services.documents.render import render_document
from honours.services.documents.wording import DocumentNo, chinese_date, chinese_numeral, yuan
from honours.storage.settings import PROJECT_ROOT

TEMPLATES = PROJECT_ROOT / "templates"
_LONGEST_MARK = 8
_PERSON_LABELS = {
    Category.TECH_ACHIEVEMENT: "第一完成人",
    Category.OPERATING_METHOD: "第一发明人",
    Category.INVENTION_PATENT: "第一发明人",
    Category.GOLDEN_IDEA: "第一建议人",
    Category.STANDARD: "领衔人",
    Category.DEMONSTRATION: "领衔人",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """What every official document shares. ``regulation`` is the title of the award regulation, without 《》."""

    issuer: str
    document_no: DocumentNo
    cycle: Cycle
    regulation: str
    issued_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Colophon:
    """版记: who gets a copy (may be nobody), which office printed it and when."""

    printed_by: str
    printed_on: date
    copied_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Milestone:
    """A step of the cycle with its latest day; the note may be empty."""

    label: str
    due_on: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask."""

    department: str
    person: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class ListedProject:
    """One project on a published list: never a personal number, only the nomination's human number."""

    category: Category
    nomination_no: str
    title: str
    person: str
    unit: str


def render(kind: DocumentKind, context: dict[str, object], head: Letterhead, templates: Path) -> bytes:
    """Return the Word file that the template ``name`` gives, dated by its letterhead."""
    return render_document(templates / "documents" / f"{kind.value}.docx", context, fixed_on=head.issued_on)


def letterhead_fields(head: Letterhead) -> dict[str, object]:
    """Return the fields of the head of a document."""
    mark = f"{head.issuer}文件"
    return {
        "issuer": head.issuer,
        "official_mark": mark,
        "is_mark_long": len(mark) > _LONGEST_MARK,
        "document_no": str(head.document_no),
        "year": head.cycle.year,
        "scheme": head.cycle.scheme.label,
        "regulation": head.regulation,
        "issued_date": chinese_date(head.issued_on),
    }


def colophon_fields(colophon: Colophon) -> dict[str, object]:
    """Return the fields of the colophon."""
    return {
        "copied_to": "，".join(colophon.copied_to),
        "printed_by": colophon.printed_by,
        "printed_date": chinese_date(colophon.printed_on),
    }


def milestone_fields(steps: Sequence[Milestone]) -> list[dict[str, object]]:
    """Return the rows of the table of milestones."""
    return [
        {"seq": seq, "label": step.label, "due_date": chinese_date(step.due_on), "note": step.note}
        for seq, step in enumerate(steps, 1)
    ]


def contact_fields(contact: Contact) -> dict[str, object]:
    """Return whom to ask."""
    return {
        "department": contact.department,
        "person": contact.person,
        "phone": contact.phone,
        "email": contact.email,
    }


def attachments(titles: Sequence[str]) -> list[dict[str, object]]:
    """Return the fields of the list of attachments; a single one bears no number."""
    return [{"mark": f"{number}." if len(titles) > 1 else "", "title": title} for number, title in enumerate(titles, 1)]


def groups(
    cycle: Cycle, projects: Sequence[ListedProject], prizes: Mapping[Category, Money] | None = None
) -> list[dict[str, object]]:
    """Return the chosen by category, in the order of the regulation; with ``prizes`` each group says what one gets."""
    listed_groups: list[dict[str, object]] = []
    for category in cycle.categories:
        listed = [project for project in projects if project.category is category]
        if not listed:
            continue
        rows = [
            {
                "seq": seq,
                "nomination_no": project.nomination_no,
                "title": project.title,
                "person": project.person,
                "unit": project.unit,
            }
            for seq, project in enumerate(listed, 1)
        ]
        listed_groups.append(
            {
                "heading": f"{chinese_numeral(len(listed_groups) + 1)}、{cycle.category_label(category)}",
                "count": len(rows),
                **({"each_cny": yuan(prizes[category])} if prizes is not None else {}),
                "person_label": _PERSON_LABELS[category],
                "projects": rows,
            }
        )
    return listed_groups
