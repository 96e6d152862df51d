"""Notes that a public notice was posted and that it still hung at its end (award/12), each proven by archived files.

The window is counted from the day of the real posting. A notice that was posted on another day than planned gets its
document anew with the days that count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, update
from sqlalchemy.dialects.postgresql import insert

from honours.domain.calendar import Closing
from honours.domain.cycle import Cycle
from honours.domain.errors import RefusedInput
from honours.domain.notices import ProofSide
from honours.services.intake.files import SHANGHAI
from honours.services.notice.notices import Notice, closing, read_notices
from honours.services.notice.posting import Announced, listed_on, publish_notice
from honours.storage.tables import posting_proof, public_notice
from honours.storage.unit_of_work import UnitOfWork

_SHORTEST_PLACE = 4


class ProofRefused(RefusedInput):
    """What was entered as a proof of posting cannot be one; carries every fault."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__(f"张贴登记未被接受：{'；'.join(faults)}。请更正后重新提交。")


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingNoted:
    """Where and when somebody saw the notice hang; ``address`` is a web address or a place."""

    cycle: Cycle
    notice_no: int
    side: ProofSide
    shown_on: date
    address: str
    file_names: tuple[str, ...]
    noted_by: str
    noted_on: date
    run_id: str


def note_posting(noted: PostingNoted, work: UnitOfWork) -> Closing:
    """Record the proof and return the window of the notice; the same once more changes nothing.

    Raise :class:`ProofRefused`, and :class:`ProvisionalClosing` for the end of a window that may still move.
    """
    with work:
        work.run("notice/lock_notices", {"cycle": str(noted.cycle)})
        notice = next(one for one in read_notices(noted.cycle, work) if one.notice_no == noted.notice_no)
        files = work.run("notice/list_proof_files", {"cycle": str(noted.cycle)}).all()
        proven = [row for row in files if row.file_name in noted.file_names]
        faults = [*_day_faults(noted, notice), *_place_faults(noted.address), *_file_faults(noted, notice, files)]
        if faults:
            raise ProofRefused(faults)
        if noted.side is ProofSide.END:
            notice.window.settled()
            _keep_window(notice, notice.window, {}, work)
        work.connection.execute(insert(posting_proof).on_conflict_do_nothing(), [_row(noted, row) for row in proven])
        if noted.side is ProofSide.START and noted.shown_on != notice.window.posted_on:
            return _moved(notice, noted.shown_on, work)
        return notice.window


def _row(noted: PostingNoted, file: Row[Any]) -> dict[str, Any]:
    return {
        "cycle": str(noted.cycle),
        "notice_no": noted.notice_no,
        "side": noted.side.value,
        "sha256": file.sha256,
        "file_name": file.file_name,
        "shown_on": noted.shown_on,
        "address": noted.address,
        "submission_id": file.submission_id,
        "noted_by": noted.noted_by,
        "noted_on": noted.noted_on,
        "run_id": noted.run_id,
    }


def _moved(notice: Notice, posted_on: date, work: UnitOfWork) -> Closing:
    """Count the window from the real day, and lay the document with its days in the outbox."""
    window = closing(notice.cycle, posted_on)
    made = Announced(
        cycle=notice.cycle,
        notice_no=notice.notice_no,
        kind=notice.kind,
        document_no=notice.document_no,
        ready_on=notice.ready_on or posted_on,
        planned_on=notice.planned_on or posted_on,
        projects=listed_on(notice.cycle, (notice.notice_no,), work),
        replaces_no=notice.replaces_no,
        reason=notice.reason,
    )
    _keep_window(notice, window, {"document_sha256": publish_notice(made, window, work)}, work)
    return window


def _keep_window(notice: Notice, window: Closing, more: dict[str, str], work: UnitOfWork) -> None:
    work.connection.execute(
        update(public_notice)
        .where(public_notice.c.cycle == str(notice.cycle), public_notice.c.notice_no == notice.notice_no)
        .values(posted_on=window.posted_on, closes_on=window.closes_on, is_provisional=window.is_provisional, **more)
    )


def _day_faults(noted: PostingNoted, notice: Notice) -> list[str]:
    faults = []
    if notice.is_replaced:
        faults.append(f"{notice.label}公示已由更正后的公示取代，不再登记")
    if noted.shown_on > noted.noted_on:
        faults.append(f"日期 {noted.shown_on} 还没有到")
    if noted.side is ProofSide.START:
        if notice.has_start_proof and noted.shown_on != notice.window.posted_on:
            faults.append(f"张贴日期已登记为 {notice.window.posted_on}，不能改动")
        if notice.ready_on is not None and noted.shown_on < notice.ready_on:
            faults.append(f"张贴日期 {noted.shown_on} 早于公示确定之日 {notice.ready_on}")
        return faults
    if not notice.has_start_proof:
        faults.append("还没有登记张贴，不能登记期满")
    if noted.shown_on < notice.window.closes_on:
        faults.append(f"期满证明的日期 {noted.shown_on} 早于公示期最后一天 {notice.window.closes_on}")
    return faults


def _place_faults(address: str) -> list[str]:
    if address.startswith(("http://", "https://")) or len(address) >= _SHORTEST_PLACE:
        return []
    return [f"张贴地址“{address}”太简略，请写网址或能找到的地点"]


def _file_faults(noted: PostingNoted, notice: Notice, files: Sequence[Row[Any]]) -> list[str]:
    """Return what is wrong with the files: each must have come, bear the name of this end, and be no older than it."""
    begins = notice.proof_name(noted.side)
    known = {row.file_name: row for row in files if row.file_name.startswith(begins)}
    faults = [] if noted.file_names else [f"没有写证明文件名；请把照片或截图命名为“{begins}-….png”放入收件文件夹"]
    for name in noted.file_names:
        row = known.get(name)
        if row is None:
            came = "、".join(sorted(known)) or "无"
            faults.append(f"没有收到“{name}”（文件名应以“{begins}”开头；已收到的：{came}）")
        elif row.received_at.astimezone(SHANGHAI).date() < noted.shown_on:
            faults.append(f"“{name}”在 {noted.shown_on} 之前就已收到，证明不了当日的情形")
    return faults
