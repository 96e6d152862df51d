"""Numbers that no nomination bears: rows that came and were returned, and slips of the pen."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row

from honours.domain.errors import WrongUse
from honours.domain.nomination_numbers import NominationNo
from honours.domain.submissions import SubmissionStatus
from honours.regulation.forms import nomination_form
from honours.services.explain.explanation import NeverTaken
from honours.services.explain.returned import ReturnedRow, returned_rows
from honours.storage.unit_of_work import UnitOfWork

_EVER = datetime(1970, 1, 1, tzinfo=UTC)


class UnknownNomination(WrongUse):
    """A number that no nomination bears; carries it, the numbers that are like it, and a hint in Chinese."""

    def __init__(self, nomination_no: str, near: tuple[str, ...], hint: str = "") -> None:
        self.nomination_no, self.near = nomination_no, near
        like = f"相近的有：{'、'.join(near)}。" if near else "编号写作 年份-奖项-单位-序号，例如 2025-KJ-0101-003。"
        super().__init__(f"没有编号为“{nomination_no}”的申报。{hint}{like}")


def never_taken(nomination_no: str, work: UnitOfWork) -> NeverTaken:
    """Return how the row of this number came and was returned; ``work`` has begun.

    Raises :class:`UnknownNomination` with the numbers that are like it, and what is known of files that nobody could
    read.
    """
    number = NominationNo.parse(nomination_no)
    body = None if number is None else _body(number, work)
    if number is None or body is None:
        raise UnknownNomination(nomination_no, _near(nomination_no, number, work))
    form = nomination_form(number.cycle.scheme, number.category)
    returns = returned_rows(number, form, work, _EVER)
    if not returns:
        unread = f"该单位有{body.unread_files}份文件无法读取、已整份退回，其中内容不详。" if body.unread_files else ""
        raise UnknownNomination(str(number), _near(str(number), number, work), unread)
    return NeverTaken(
        nomination_no=str(number),
        cycle=number.cycle,
        category=number.category,
        body_name=body.body_name,
        returns=returns,
        advice=_advice(returns[-1], body),
    )


def _body(number: NominationNo, work: UnitOfWork) -> Row[Any] | None:
    key = {"cycle": str(number.cycle), "body_code": number.body_code}
    return work.run("explain/find_body", key).one_or_none()


def _near(nomination_no: str, number: NominationNo | None, work: UnitOfWork) -> tuple[str, ...]:
    beginning = nomination_no.rpartition("-")[0] or nomination_no
    key = {
        "beginning": beginning,
        "body_code": number.body_code if number else None,
        "serial_no": number.serial_no if number else 0,
        "year": f"{number.cycle.year}/%" if number else None,
        "cycle": str(number.cycle) if number else None,
        "category": number.category.value if number else None,
    }
    return tuple(work.run("explain/list_near_numbers", key).scalars()) if beginning else ()


def _advice(last: ReturnedRow, body: Row[Any]) -> str:
    """Return what the recommending body can still do."""
    if body.is_intake_closed or last.status is SubmissionStatus.LATE:
        return (
            f"报送已于{body.nominations_due_on} 24时截止，按规定不再接受更正；"
            f"如有疑问，请由{body.body_name}与市总工会联系。"
        )
    where = "在退回的标注表上" if last.has_copy else "在市总工会下发的原表上"
    return (
        f"请{body.body_name}{where}更正，于{body.nominations_due_on} 24时前重新报送；按时补齐的，与首次报送同样对待。"
    )
