"""The certificates of an award cycle (award/13): what the printer sets, one line for each awarded entry."""

from __future__ import annotations

from datetime import date

from honours.domain.cycle import Cycle
from honours.domain.documents import DocumentKind
from honours.domain.stages import Stage
from honours.domain.states import NominationState
from honours.regulation.office import office
from honours.services.documents.spreadsheet import write_list
from honours.services.documents.wording import chinese_date
from honours.services.notice.projects import RankedProject, ranked_projects
from honours.storage.unit_of_work import UnitOfWork

HONOURED = (NominationState.AWARDED, NominationState.PAID)
_HEADERS = ("序号", "奖项", "编号", "获奖人", "所在单位", "项目名称", "证书文字", "落款", "落款日期")


def certificate_list(cycle: Cycle, on: date, work: UnitOfWork) -> int:
    """Lay the list of certificates in the outbox and return how many there are; nothing while nothing is awarded.

    The same entries give the same bytes; what is awarded later makes the next version.
    """
    projects = ranked_projects(cycle, HONOURED, work)
    if not projects:
        return 0
    house = office()
    rows = [
        (
            seq,
            *_named(one, cycle),
            one.listed.title,
            f"{one.listed.person}同志：完成的“{one.listed.title}”项目获{cycle.year}年"
            f"{cycle.scheme.label}（{one.listed.category.label}）。特发此证。",
            house.issuer,
            chinese_date(on),
        )
        for seq, one in enumerate(projects, 1)
    ]
    notes = (f"共{len(rows)}份。两人以上完成的项目，证书写给第一完成人（发明人、建议人）。",)
    content = write_list(f"{cycle.year}年获奖证书制作清单", _HEADERS, rows, fixed_on=on, notes=notes)
    with work:
        work.publish(
            content,
            cycle=str(cycle),
            stage=Stage.NOTICE.value,
            kind=DocumentKind.CERTIFICATE_LIST,
            subject="",
            file_name=f"{cycle.label}获奖证书制作清单.xlsx",
            made_on=on,
        )
    return len(rows)


def _named(one: RankedProject, cycle: Cycle) -> tuple[str, str, str, str]:
    listed = one.listed
    return cycle.category_label(listed.category), listed.nomination_no, listed.person, listed.unit
