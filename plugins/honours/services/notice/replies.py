"""Writes the replies to objections that are closed (award/12, award/17); nobody who is not named gets one."""

from __future__ import annotations

from collections.abc import Collection

from honours.domain.cycle import Cycle
from honours.domain.documents import DocumentKind
from honours.domain.notices import Treatment
from honours.domain.stages import Stage
from honours.domain.states import article_in
from honours.regulation.office import office
from honours.services.documents.guards import without_personal_numbers
from honours.services.documents.reply import ObjectionReply, objection_reply
from honours.services.notice.treated import TreatedObjection, read_objections
from honours.services.outcomes import cited
from honours.storage.unit_of_work import UnitOfWork


def write_replies(cycle: Cycle, objection_nos: Collection[str], work: UnitOfWork) -> int:
    """Lay the replies to those of the objections that are closed in the outbox; return how many. Idempotent.

    The unit of work must have begun.
    """
    closed = [
        one
        for one in read_objections(cycle, work)
        if one.objection_no in objection_nos and one.closed_on is not None and not one.is_anonymous
    ]
    for one in closed:
        _write(one, work)
    return len(closed)


def _write(one: TreatedObjection, work: UnitOfWork) -> None:
    house = office()
    closed_on = one.closed_on or one.received_on
    reply = ObjectionReply(
        cycle=one.cycle,
        issuer=house.issuer,
        regulation=house.regulation_titles[one.cycle.scheme],
        department=house.objection_address,
        phone=house.objection_phone,
        objection_no=one.objection_no,
        addressee=one.objector_name,
        received_on=one.received_on,
        nomination_no=one.nomination_no,
        title=without_personal_numbers(one.project_name),
        ground=cited(one.ground_article),
        remedy=without_personal_numbers(one.wanted_remedy or ""),
        finding=without_personal_numbers(one.finding or ""),
        is_upheld=bool(one.is_upheld),
        effect=_effect(one),
        closed_on=closed_on,
        issued_on=closed_on,
    )
    work.publish(
        objection_reply(reply, work.settings.templates),
        cycle=str(one.cycle),
        stage=Stage.NOTICE.value,
        kind=DocumentKind.OBJECTION_REPLY,
        subject=one.objection_no,
        file_name=f"异议答复-{one.objection_no}.docx",
        made_on=closed_on,
    )


def _effect(one: TreatedObjection) -> str:
    honouring = one.cycle.scheme.honouring
    if one.treatment is Treatment.LATE:
        article = cited(article_in(one.cycle.scheme, "award/17"))
        return f"因不在公示期内收到，不影响公示结果，已依据上述办法{article}转监督部门。"
    return f"所涉一项不予{honouring}。" if one.is_upheld else "不影响所涉一项按程序办理。"
