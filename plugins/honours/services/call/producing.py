"""What the call sends out: the call notice in Word and one workbook for every recommending body (award/10)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from honours.domain.cycle import Cycle
from honours.domain.documents import DocumentKind
from honours.domain.errors import RefusedInput, WrongUse
from honours.domain.stages import Stage
from honours.regulation.loader import regulation
from honours.regulation.office import office
from honours.services.call.opening import OpenedCycle, find_cycle
from honours.services.documents.letter import Colophon, Contact, Letterhead, Milestone
from honours.services.documents.naming import StudioCallNotice, studio_call_notice
from honours.services.documents.official import CallNotice, call_notice
from honours.services.documents.wording import DocumentNo
from honours.services.stages import reach
from honours.services.workbooks import Body, nomination_workbook
from honours.storage.unit_of_work import UnitOfWork

_ISSUED = "call_issued"
_WORKBOOK_LABEL = "推荐申报表"
_DISTRICTS = "各市（县）区、经开区总工会"
_NOT_IN_FILE_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_UNITS = "各局（公司）、直属单位工会"


class NoBodies(RefusedInput):
    """There is no recommending body to send the call to; carries the cycle."""

    def __init__(self, cycle: Cycle) -> None:
        self.cycle = cycle
        super().__init__(
            f"没有可以发送{cycle.label}通知的推荐单位。请把填好的推荐单位和专家名册放入收件箱，收件后重试。"
        )


class UnknownBody(WrongUse):
    """A code that no active recommending body has; carries the code and those that there are."""

    def __init__(self, body_code: str, known: tuple[str, ...]) -> None:
        self.body_code, self.known = body_code, known
        super().__init__(f"没有代码为“{body_code}”的推荐单位。现有单位代码：{'、'.join(known) or '（无）'}。")


@dataclass(frozen=True, slots=True)
class ProducedDocuments:
    """How many documents and workbooks of the call lie in the outbox."""

    documents: int
    workbooks: int


def produce_documents(cycle: Cycle, made_on: date, work: UnitOfWork) -> ProducedDocuments:
    """Lay the call notice and one workbook a body in the outbox, and record that the call was issued on ``made_on``.

    The files depend on the opened cycle only: a retry on another day makes the same bytes and no new version.
    Raises :class:`CycleNotOpen` and :class:`NoBodies`.
    """
    opened = find_cycle(cycle, work)
    bodies = active_bodies(work)
    if not bodies:
        raise NoBodies(cycle)
    notice = _notice(opened, work)
    with work:
        work.publish(
            notice,
            cycle=str(cycle),
            stage=Stage.CALL.value,
            kind=DocumentKind.STUDIO_CALL_NOTICE if cycle.scheme.names_studios else DocumentKind.CALL_NOTICE,
            subject="",
            file_name=f"关于开展{cycle.label}{'申报命名' if cycle.scheme.names_studios else '评选推荐'}工作的通知.docx",
            made_on=made_on,
        )
    for body in bodies:
        content = body_workbook(opened, body)
        with work:
            work.publish(
                content,
                cycle=str(cycle),
                stage=Stage.CALL.value,
                kind=DocumentKind.NOMINATION_WORKBOOK,
                subject=body.body_code,
                file_name=workbook_name(cycle, body),
                made_on=made_on,
            )
    reach(cycle, _ISSUED, made_on, work)
    return ProducedDocuments(documents=1, workbooks=len(bodies))


def active_bodies(work: UnitOfWork) -> tuple[Body, ...]:
    """Return the recommending bodies that take part, by code."""
    with work:
        return tuple(Body(row.body_code, row.name) for row in work.run("call/list_active_bodies"))


def find_body(body_code: str, work: UnitOfWork) -> Body:
    """Return the active body with this code; raise :class:`UnknownBody`."""
    bodies = active_bodies(work)
    for body in bodies:
        if body.body_code == body_code:
            return body
    raise UnknownBody(body_code, tuple(body.body_code for body in bodies))


def body_workbook(opened: OpenedCycle, body: Body) -> bytes:
    """Return the nomination workbook of one body for an open cycle."""
    return nomination_workbook(opened.cycle, body, opened.nominations_due_on, fixed_on=opened.call_on)


def workbook_name(cycle: Cycle, body: Body) -> str:
    """Return the file name of a body's nomination workbook."""
    return _NOT_IN_FILE_NAME.sub("_", f"{body.body_code}-{body.name}-{cycle.label}{_WORKBOOK_LABEL}.xlsx")


def _notice(opened: OpenedCycle, work: UnitOfWork) -> bytes:
    house, law, cycle = office(), regulation(), opened.cycle
    with work:
        steps = work.run("call/list_milestones", {"cycle": str(cycle)}).all()
    letterhead = Letterhead(
        issuer=house.issuer,
        document_no=DocumentNo.parse(opened.document_no),
        cycle=cycle,
        regulation=house.regulation_titles[cycle.scheme],
        issued_on=opened.call_on,
    )
    colophon = Colophon(printed_by=house.printed_by, printed_on=opened.call_on, copied_to=house.copied_to)
    milestones = tuple(
        Milestone(step.label, step.planned_on, "暂定，以放假安排公布后为准" if step.is_provisional else "")
        for step in steps
    )
    contact = Contact(house.department, house.contact_person, house.contact_phone, house.contact_email)
    attached = (f"{cycle.label}{_WORKBOOK_LABEL}（电子表格，每个推荐单位一份）",)
    categories = law.categories_due(cycle)
    if cycle.scheme.names_studios:
        return studio_call_notice(
            StudioCallNotice(
                letterhead=letterhead,
                colophon=colophon,
                addressees=(_DISTRICTS, _UNITS),
                subsidies={one: law.subsidy(cycle.scheme, one).on(opened.call_on) for one in categories},
                milestones=milestones,
                recommendation_due_on=opened.nominations_due_on,
                submission=house.submission,
                contact=contact,
                attachments=attached,
            )
        )
    return call_notice(
        CallNotice(
            letterhead=letterhead,
            colophon=colophon,
            addressees=(_DISTRICTS, _UNITS),
            quotas=tuple((one, law.quota(one).on(opened.call_on)) for one in categories),
            posting_days=law.window("grassroots_posting").on(opened.call_on).days,
            milestones=milestones,
            recommendation_due_on=opened.nominations_due_on,
            submission=house.submission,
            contact=contact,
            attachments=attached,
        )
    )
