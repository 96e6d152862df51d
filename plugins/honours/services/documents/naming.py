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
from honours.domain.money import Money
from honours.services.documents.letter import (
    TEMPLATES,
    Colophon,
    Contact,
    Letterhead,
    Milestone,
    attachments,
    colophon_fields,
    contact_fields,
    letterhead_fields,
    milestone_fields,
    render,
)
from honours.services.documents.official import Decision, PublicNotice, decision_fields, notice_fields
from honours.services.documents.wording import chinese_date, yuan
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


def naming_notice(notice: PublicNotice, templates: Path = TEMPLATES) -> bytes:
    """Return the public notice of studios (model-studio/9, employee-studio/6) as a Word file, its list attached."""
    head = notice.letterhead
    context = {
        **notice_fields(notice),
        "is_visited": head.cycle.scheme is Scheme.MODEL_WORKER_STUDIO,
        "cites": _cites(head.cycle.scheme, "procedure"),
        "attachments": attachments((f"拟命名{head.cycle.label}名单",)),
    }
    return render(DocumentKind.NAMING_NOTICE, context, head, templates)


def naming_decision(facts: Decision, templates: Path = TEMPLATES) -> bytes:
    """Return the decision on naming as a Word file, its list with the subsidies attached.

    Raises :class:`PrizeMissing` when a category that has a studio is given no subsidy.
    """
    head = facts.letterhead
    context = {
        **decision_fields(facts),
        "cites": _cites(head.cycle.scheme, "procedure", "supervision", "subsidy"),
        "attachments": attachments((f"{head.cycle.year}年命名的{head.cycle.scheme.label}名单",)),
    }
    return render(DocumentKind.NAMING_DECISION, context, head, templates)


def _cites(scheme: Scheme, *names: str) -> dict[str, str]:
    return {name: cited(_CITED[scheme][name]) for name in names}
