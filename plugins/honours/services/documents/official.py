"""The three official documents of an award cycle: call notice, public notice, decision.

Each is a dataclass of domain values and a function that returns the Word file in the layout of GB/T 9704-2012. The
sentences live in the templates, where office staff edit them; here values only become text. Nothing is looked up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from honours.domain.cycle import Category, Cycle
from honours.domain.documents import DocumentKind
from honours.domain.errors import WrongUse
from honours.domain.money import ZERO, Money
from honours.services.documents.render import render_document
from honours.services.documents.wording import DocumentNo, chinese_date, chinese_numeral, day_list, day_spans, yuan
from honours.storage.settings import PROJECT_ROOT

TEMPLATES = PROJECT_ROOT / "templates"
_LONGEST_MARK = 8
_PERSON_LABELS = {
    Category.TECH_ACHIEVEMENT: "第一完成人",
    Category.OPERATING_METHOD: "第一发明人",
    Category.INVENTION_PATENT: "第一发明人",
    Category.GOLDEN_IDEA: "第一建议人",
}


class PrizeMissing(WrongUse):
    """A category with chosen projects but no prize amount; carries the category."""

    def __init__(self, category: Category) -> None:
        self.category = category
        super().__init__(f"表扬决定缺少“{category.label}”的奖金标准。有获奖项目的每个奖项都须给出每项奖金数额。")


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


@dataclass(frozen=True, slots=True, kw_only=True)
class CallNotice:
    """评选通知 (award/9, award/10). ``posting_days`` are calendar days; ``submission`` says where workbooks go."""

    letterhead: Letterhead
    colophon: Colophon
    addressees: tuple[str, ...]
    quotas: tuple[tuple[Category, int], ...]
    posting_days: int
    milestones: tuple[Milestone, ...]
    recommendation_due_on: date
    submission: str
    contact: Contact
    attachments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListedProject:
    """One project on a published list: never a personal number, only the nomination's human number."""

    category: Category
    nomination_no: str
    title: str
    person: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicNotice:
    """公示 (award/12). ``counted_on`` are the working days that count, ``skipped`` the others with their reason."""

    letterhead: Letterhead
    projects: tuple[ListedProject, ...]
    posted_on: date
    closes_on: date
    counted_on: tuple[date, ...]
    skipped: tuple[tuple[date, str], ...]
    is_posting_day_counted: bool
    channels: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """表扬决定 (award/13, award/14). ``prizes`` gives the amount of one prize in each category that has a project."""

    letterhead: Letterhead
    colophon: Colophon
    addressees: tuple[str, ...]
    projects: tuple[ListedProject, ...]
    prizes: dict[Category, Money]
    notice_closed_on: date
    medal: str


def call_notice(notice: CallNotice, templates: Path = TEMPLATES) -> bytes:
    """Return the call notice as a Word file."""
    contact = notice.contact
    context = {
        **_letterhead(notice.letterhead),
        **_colophon(notice.colophon),
        "addressees": "，".join(notice.addressees),
        "quotas": [
            {"seq": seq, "category": category.label, "limit": limit}
            for seq, (category, limit) in enumerate(notice.quotas, 1)
        ],
        "posting_days": notice.posting_days,
        "milestones": [
            {"seq": seq, "label": step.label, "due_date": chinese_date(step.due_on), "note": step.note}
            for seq, step in enumerate(notice.milestones, 1)
        ],
        "recommendation_due": chinese_date(notice.recommendation_due_on),
        "submission": notice.submission,
        "contact": {
            "department": contact.department,
            "person": contact.person,
            "phone": contact.phone,
            "email": contact.email,
        },
        "attachments": _attachments(notice.attachments),
    }
    return _render(DocumentKind.CALL_NOTICE, context, notice.letterhead, templates)


def public_notice(notice: PublicNotice, templates: Path = TEMPLATES) -> bytes:
    """Return the public notice as a Word file, its list as the attachment."""
    head = notice.letterhead
    rule = "张贴当日计入公示期。" if notice.is_posting_day_counted else "张贴当日不计入，自次日起按工作日计算。"
    context = {
        **_letterhead(head),
        "total": len(notice.projects),
        "posted_date": chinese_date(notice.posted_on),
        "closing_date": chinese_date(notice.closes_on),
        "days": len(notice.counted_on),
        "counting_rule": rule,
        "counted_days": day_list(notice.counted_on),
        "skipped_days": day_spans(notice.skipped),
        "channels": [{"label": label, "value": value} for label, value in notice.channels],
        "attachments": _attachments((f"{head.cycle.label}拟奖励项目名单",)),
        "groups": _groups(head.cycle, notice.projects),
    }
    return _render(DocumentKind.PUBLIC_NOTICE, context, head, templates)


def decision(facts: Decision, templates: Path = TEMPLATES) -> bytes:
    """Return the decision as a Word file, its list with prize amounts as the attachment.

    Raises :class:`PrizeMissing` when a category that has a project is given no prize.
    """
    head = facts.letterhead
    counts = {
        category: sum(project.category is category for project in facts.projects) for category in head.cycle.categories
    }
    for category, count in counts.items():
        if count and category not in facts.prizes:
            raise PrizeMissing(category)
    subtotals = {category: facts.prizes[category] * count for category, count in counts.items() if count}
    context = {
        **_letterhead(head),
        **_colophon(facts.colophon),
        "addressees": "，".join(facts.addressees),
        "closing_date": chinese_date(facts.notice_closed_on),
        "total": len(facts.projects),
        "total_cny": yuan(sum(subtotals.values(), ZERO)),
        "prizes": [
            {
                "category": category.label,
                "count": counts[category],
                "each_cny": yuan(facts.prizes[category]),
                "subtotal_cny": yuan(subtotal),
            }
            for category, subtotal in subtotals.items()
        ],
        "medal": facts.medal,
        "attachments": _attachments((f"{head.cycle.label}获奖项目名单",)),
        "groups": _groups(head.cycle, facts.projects, facts.prizes),
    }
    return _render(DocumentKind.DECISION, context, head, templates)


def _render(kind: DocumentKind, context: dict[str, object], head: Letterhead, templates: Path) -> bytes:
    return render_document(templates / "documents" / f"{kind.value}.docx", context, fixed_on=head.issued_on)


def _letterhead(head: Letterhead) -> dict[str, object]:
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


def _colophon(colophon: Colophon) -> dict[str, object]:
    return {
        "copied_to": "，".join(colophon.copied_to),
        "printed_by": colophon.printed_by,
        "printed_date": chinese_date(colophon.printed_on),
    }


def _attachments(titles: Sequence[str]) -> list[dict[str, object]]:
    return [{"mark": f"{number}." if len(titles) > 1 else "", "title": title} for number, title in enumerate(titles, 1)]


def _groups(
    cycle: Cycle, projects: Sequence[ListedProject], prizes: dict[Category, Money] | None = None
) -> list[dict[str, object]]:
    groups: list[dict[str, object]] = []
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
        groups.append(
            {
                "heading": f"{chinese_numeral(len(groups) + 1)}、{category.label}",
                "count": len(rows),
                **({"each_cny": yuan(prizes[category])} if prizes is not None else {}),
                "person_label": _PERSON_LABELS[category],
                "projects": rows,
            }
        )
    return groups
