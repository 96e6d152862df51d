"""The official documents of a studio cycle: call notice, public notice, decision on naming.

Layout and manner are those of :mod:`honours.services.documents.official`: values become text, the sentences live in the
templates. The articles that the sentences cite differ by scheme and are given by :data:`_CITED`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from honours.domain.cycle import Category, Scheme
from honours.domain.documents import DocumentKind
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
from honours.services.outcomes import cited

_CITED = {
    Scheme.MODEL_WORKER_STUDIO: {
        "rhythm": "model-studio/6",
        "dedicated": "model-studio/7.6",
        "demonstration": "model-studio/8",
        "procedure": "model-studio/9",
        "examination": "model-studio/12",
        "supervision": "model-studio/15",
        "subsidy": "model-studio/20",
    },
    Scheme.EMPLOYEE_STUDIO: {
        "rhythm": "employee-studio/6",
        "dedicated": "employee-studio/5",
        "demonstration": "employee-studio/11",
        "procedure": "employee-studio/6",
        "examination": "employee-studio/6",
        "supervision": "employee-studio/9",
        "subsidy": "employee-studio/12",
    },
}
_CONDITIONS = {
    (Scheme.MODEL_WORKER_STUDIO, Category.STANDARD): ("model-studio/5", "model-studio/7"),
    (Scheme.MODEL_WORKER_STUDIO, Category.DEMONSTRATION): ("model-studio/7", "model-studio/8"),
    (Scheme.EMPLOYEE_STUDIO, Category.STANDARD): ("employee-studio/4", "employee-studio/5"),
    (Scheme.EMPLOYEE_STUDIO, Category.DEMONSTRATION): ("employee-studio/4", "employee-studio/11"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StudioCallNotice:
    """申报命名通知 (model-studio/9, employee-studio/6). ``subsidies`` gives what a newly named studio gets, in CNY."""

    letterhead: Letterhead
    colophon: Colophon
    addressees: tuple[str, ...]
    subsidies: Mapping[Category, Money]
    milestones: tuple[Milestone, ...]
    recommendation_due_on: date
    submission: str
    contact: Contact
    attachments: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamingNotice:
    """拟命名公示 (model-studio/9, employee-studio/6), with each working day that counts and the others with reasons."""

    letterhead: Letterhead
    studios: tuple[ListedProject, ...]
    posted_on: date
    closes_on: date
    counted_on: tuple[date, ...]
    skipped: tuple[tuple[date, str], ...]
    is_posting_day_counted: bool
    channels: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamingDecision:
    """命名决定 (model-studio/9, /20, employee-studio/6, /12)."""

    letterhead: Letterhead
    colophon: Colophon
    addressees: tuple[str, ...]
    studios: tuple[ListedProject, ...]
    subsidies: Mapping[Category, Money]
    notice_closed_on: date


def studio_call_notice(notice: StudioCallNotice, templates: Path = TEMPLATES) -> bytes:
    """Return the call notice as a Word file."""
    cycle = notice.letterhead.cycle
    is_of_model_workers = cycle.scheme is Scheme.MODEL_WORKER_STUDIO
    context = {
        **letterhead_fields(notice.letterhead),
        **colophon_fields(notice.colophon),
        "addressees": "，".join(notice.addressees),
        "categories": [
            {
                "category": cycle.category_label(category),
                "conditions": "《办法》" + "、".join(cited(one) for one in _CONDITIONS[cycle.scheme, category]),
                "amount_cny": yuan(amount),
            }
            for category, amount in notice.subsidies.items()
        ],
        "needs_consent": is_of_model_workers,
        "allows_skip": is_of_model_workers,
        "is_visited": is_of_model_workers,
        "cites": _cites(cycle.scheme, "rhythm", "dedicated", "demonstration", "procedure", "examination"),
        "milestones": milestone_fields(notice.milestones),
        "recommendation_due": chinese_date(notice.recommendation_due_on),
        "submission": notice.submission,
        "contact": contact_fields(notice.contact),
        "attachments": attachments(notice.attachments),
    }
    return render(DocumentKind.STUDIO_CALL_NOTICE, context, notice.letterhead, templates)


def naming_notice(notice: NamingNotice, templates: Path = TEMPLATES) -> bytes:
    """Return the public notice as a Word file, its list as the attachment."""
    head = notice.letterhead
    rule = "张贴当日计入公示期。" if notice.is_posting_day_counted else "张贴当日不计入，自次日起按工作日计算。"
    context = {
        **letterhead_fields(head),
        "is_visited": head.cycle.scheme is Scheme.MODEL_WORKER_STUDIO,
        "cites": _cites(head.cycle.scheme, "procedure"),
        "total": len(notice.studios),
        "posted_date": chinese_date(notice.posted_on),
        "closing_date": chinese_date(notice.closes_on),
        "days": len(notice.counted_on),
        "counting_rule": rule,
        "counted_days": day_list(notice.counted_on),
        "skipped_days": day_spans(notice.skipped),
        "channels": [{"label": label, "value": value} for label, value in notice.channels],
        "attachments": attachments((f"拟命名{head.cycle.label}名单",)),
        "groups": groups(head.cycle, notice.studios),
    }
    return render(DocumentKind.NAMING_NOTICE, context, head, templates)


def naming_decision(facts: NamingDecision, templates: Path = TEMPLATES) -> bytes:
    """Return the decision as a Word file, its list with the subsidies as the attachment."""
    head = facts.letterhead
    counts = {category: sum(one.category is category for one in facts.studios) for category in head.cycle.categories}
    subtotals = {category: facts.subsidies[category] * count for category, count in counts.items() if count}
    context = {
        **letterhead_fields(head),
        **colophon_fields(facts.colophon),
        "addressees": "，".join(facts.addressees),
        "cites": _cites(head.cycle.scheme, "procedure", "supervision", "subsidy"),
        "closing_date": chinese_date(facts.notice_closed_on),
        "total": len(facts.studios),
        "total_cny": yuan(sum(subtotals.values(), ZERO)),
        "prizes": [
            {
                "category": head.cycle.category_label(category),
                "count": counts[category],
                "each_cny": yuan(facts.subsidies[category]),
                "subtotal_cny": yuan(subtotal),
            }
            for category, subtotal in subtotals.items()
        ],
        "attachments": attachments((f"{head.cycle.year}年命名的{head.cycle.scheme.label}名单",)),
        "groups": groups(head.cycle, facts.studios, facts.subsidies),
    }
    return render(DocumentKind.NAMING_DECISION, context, head, templates)


def _cites(scheme: Scheme, *names: str) -> dict[str, str]:
    return {name: cited(_CITED[scheme][name]) for name in names}
