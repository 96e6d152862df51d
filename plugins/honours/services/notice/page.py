"""The public notice as a page for the website (award/12, model-studio/9, employee-studio/6).

It says what the Word file says. One file that needs no other, without scripts; it prints like a document.
"""

from __future__ import annotations

from pathlib import Path

from honours.domain.stages import Examiners, examines_by
from honours.domain.states import article_in
from honours.services.documents.guards import check_text
from honours.services.documents.official import PublicNotice, notice_fields
from honours.services.outcomes import cited
from honours.services.studios.dossier.pages import page_templates

TEMPLATE = "notice.html.j2"


def notice_page(notice: PublicNotice, templates: Path) -> bytes:
    """Return the page; the same notice gives the same bytes.

    Raises the refusals of :func:`honours.services.documents.guards.check_text` for what no published list may hold.
    """
    cycle = notice.letterhead.cycle
    for project in notice.projects:
        for text in (project.title, project.person, project.unit):
            check_text(text, TEMPLATE, project.nomination_no)
    shared = notice_fields(notice)
    fields = {
        **{key: shared[key] for key in _SHARED},
        "cycle": cycle.label,
        "subject": f"拟命名{cycle.label}" if cycle.scheme.names_studios else f"{cycle.label}拟奖励项目",
        "is_naming": cycle.scheme.names_studios,
        "is_visited": examines_by(cycle.scheme) is Examiners.VISITORS,
        "cited": f"《{notice.letterhead.regulation}》{cited(article_in(cycle.scheme, 'award/12'))}",
    }
    return page_templates(templates / "pages").get_template(TEMPLATE).render(fields).encode()


_SHARED = (
    "issuer",
    "document_no",
    "issued_date",
    "total",
    "posted_date",
    "closing_date",
    "days",
    "counting_rule",
    "counted_days",
    "skipped_days",
    "occasion",
    "channels",
    "groups",
)
