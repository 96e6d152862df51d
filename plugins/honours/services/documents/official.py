"""The three official documents of an award cycle: call notice, public notice, decision.

Each is a dataclass of domain values and a function that returns the Word file in the layout of GB/T 9704-2012. The
sentences live in the templates, where office staff edit them; here values only become text. Nothing is looked up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from honours.domain.cycle import Category
from honours.domain.documents import DocumentKind
from honours.domain.errors import WrongUse
from honours.domain.money import ZERO, Money
from honours.services.documents.letter import (
    TEMPLATES,
    Colophon,
    Contact,
    Letterhead,
    ListedProject,
    Milestone,
    attachments,
    colophon_fields,
    contact_fields,
    groups,
    letterhead_fields,
    milestone_fields,
    render,
)
from honours.services.documents.wording import chinese_date, day_list, day_spans, yuan


class PrizeMissing(WrongUse):
    """A category with chosen projects but no prize amount; carries the category."""

    def __init__(self, category: Category) -> None:
        self.category = category
        super().__init__(f"表扬决定缺少“{category.label}”的奖金标准。有获奖项目的每个奖项都须给出每项奖金数额。")


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


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicNotice:
    """公示 (award/12, model-studio/9, employee-studio/6). ``projects`` may be studios; ``counted_on`` are the
    working days that count, ``skipped`` the others with their reason. ``occasion`` says why it is posted once more, or
    for whom besides; the first notice has none.
    """

    letterhead: Letterhead
    projects: tuple[ListedProject, ...]
    posted_on: date
    closes_on: date
    counted_on: tuple[date, ...]
    skipped: tuple[tuple[date, str], ...]
    is_posting_day_counted: bool
    channels: tuple[tuple[str, str], ...]
    occasion: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """表扬决定 or 命名决定 (award/13, /14, model-studio/9, /20, employee-studio/6, /12).

    ``prizes`` gives what one project, or studio, of each category gets; the medal goes with awards only.
    """

    letterhead: Letterhead
    colophon: Colophon
    addressees: tuple[str, ...]
    projects: tuple[ListedProject, ...]
    prizes: dict[Category, Money]
    notice_closed_on: date
    medal: str


def call_notice(notice: CallNotice, templates: Path = TEMPLATES) -> bytes:
    """Return the call notice as a Word file."""
    context = {
        **letterhead_fields(notice.letterhead),
        **colophon_fields(notice.colophon),
        "addressees": "，".join(notice.addressees),
        "quotas": [
            {"seq": seq, "category": category.label, "limit": limit}
            for seq, (category, limit) in enumerate(notice.quotas, 1)
        ],
        "posting_days": notice.posting_days,
        "milestones": milestone_fields(notice.milestones),
        "recommendation_due": chinese_date(notice.recommendation_due_on),
        "submission": notice.submission,
        "contact": contact_fields(notice.contact),
        "attachments": attachments(notice.attachments),
    }
    return render(DocumentKind.CALL_NOTICE, context, notice.letterhead, templates)


def public_notice(notice: PublicNotice, templates: Path = TEMPLATES) -> bytes:
    """Return the public notice as a Word file, its list as the attachment."""
    head = notice.letterhead
    context = {**notice_fields(notice), "attachments": attachments((f"{head.cycle.label}拟奖励项目名单",))}
    return render(DocumentKind.PUBLIC_NOTICE, context, head, templates)


def decision(facts: Decision, templates: Path = TEMPLATES) -> bytes:
    """Return the decision as a Word file, its list with prize amounts as the attachment.

    Raises :class:`PrizeMissing` when a category that has a project is given no prize.
    """
    head = facts.letterhead
    context = {
        **decision_fields(facts),
        "medal": facts.medal,
        "attachments": attachments((f"{head.cycle.label}获奖项目名单",)),
    }
    return render(DocumentKind.DECISION, context, head, templates)


def notice_fields(notice: PublicNotice) -> dict[str, object]:
    """Return the fields of a public notice, of whichever scheme."""
    head = notice.letterhead
    rule = "张贴当日计入公示期。" if notice.is_posting_day_counted else "张贴当日不计入，自次日起按工作日计算。"
    return {
        **letterhead_fields(head),
        "total": len(notice.projects),
        "posted_date": chinese_date(notice.posted_on),
        "closing_date": chinese_date(notice.closes_on),
        "days": len(notice.counted_on),
        "counting_rule": rule,
        "counted_days": day_list(notice.counted_on),
        "skipped_days": day_spans(notice.skipped),
        "occasion": notice.occasion,
        "channels": [{"label": label, "value": value} for label, value in notice.channels],
        "groups": groups(head.cycle, notice.projects),
    }


def decision_fields(facts: Decision) -> dict[str, object]:
    """Return the fields of a decision, of whichever scheme; raise :class:`PrizeMissing`."""
    cycle = facts.letterhead.cycle
    chosen = [project.category for project in facts.projects]
    counts = {category: chosen.count(category) for category in cycle.categories}
    for category, count in counts.items():
        if count and category not in facts.prizes:
            raise PrizeMissing(category)
    subtotals = {category: facts.prizes[category] * count for category, count in counts.items() if count}
    return {
        **letterhead_fields(facts.letterhead),
        **colophon_fields(facts.colophon),
        "addressees": "，".join(facts.addressees),
        "closing_date": chinese_date(facts.notice_closed_on),
        "total": len(facts.projects),
        "total_cny": yuan(sum(subtotals.values(), ZERO)),
        "prizes": [
            {
                "category": cycle.category_label(category),
                "count": counts[category],
                "each_cny": yuan(facts.prizes[category]),
                "subtotal_cny": yuan(subtotal),
            }
            for category, subtotal in subtotals.items()
        ],
        "groups": groups(cycle, facts.projects, facts.prizes),
    }
