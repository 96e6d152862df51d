"""Everybody who sends files in a played cycle: bodies, experts, visitors, the objections desk, the bank.

What they send is made by a :class:`~honours.services.sample.playing.Sample`; here lies what they would look at: the
outbox, the copies that came back, the list on public notice.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from honours.domain.cycle import Cycle
from honours.domain.notices import NoticeKind, ProofSide
from honours.domain.stages import Examiners, Stage, examines_by
from honours.domain.states import NominationState
from honours.services import stages
from honours.services.call.producing import active_bodies, workbook_name
from honours.services.notice.meeting import find_meeting
from honours.services.notice.meeting.listing import next_meeting_no
from honours.services.notice.notices import current_notice, notice_closes_on
from honours.services.notice.projects import ranked_projects
from honours.services.review.blinding.key_list import KEY_LIST_NAME
from honours.services.sample.letters import Letter, drop
from honours.services.sample.meetings import meeting_post
from honours.services.sample.notices import proof_picture
from honours.services.sample.plants import Ledger
from honours.services.sample.playing import Files, Post, Sample, Shown
from honours.storage.unit_of_work import UnitOfWork

_SHEETS = {Examiners.EXPERTS: "评分表-*.xlsx", Examiners.VISITORS: "现场核实表-*.xlsx"}


class Mailbox:
    """Puts files into the inbox and writes down which faults are in them; each method returns how many files."""

    def __init__(self, sample: Sample, ledger: Ledger, work: UnitOfWork) -> None:
        self.sample, self.ledger, self.work = sample, ledger, work

    @property
    def cycle(self) -> Cycle:
        """The cycle that is played."""
        return self.sample.season.cycle

    def send_before_call(self) -> int:
        """Send the bodies and experts, and the studios that were named before."""
        return self._send(self.sample.before_call())

    def send_after_call(self) -> int:
        """Send who sits on which panel."""
        return self._send(self.sample.after_call())

    def send_nominations(self) -> int:
        """Send every body's workbook, its evidence, and the files that nobody can use."""
        return self._send(self.sample.nominations(self._blanks()))

    def send_corrections(self) -> int:
        """Send the workbooks that came back, mended, and what comes after the last day."""
        return self._send(self.sample.corrections(self._blanks(), self._returned()))

    def send_examined(self) -> int:
        """Send what experts or visitors filled in and have not sent yet."""
        folder = self._outbox(Stage.REVIEW)
        found = [*folder.glob(self._sheets), *folder.glob(KEY_LIST_NAME)]
        asked = {path.name: path.read_bytes() for path in sorted(found)}
        post = self.sample.examined(asked, self._examined_on)
        with self.work:
            known = {row.file_name for row in self.work.run("sample/list_submissions")}
        return self._send(Post.of((one for one in post.letters if one.filed_as not in known), post.plants))

    def send_examined_again(self) -> int:
        """Send what came back to experts or visitors, mended."""
        return self._send(self.sample.examined_again(self._returned(), self._examined_on))

    def send_posting_proof(self) -> int:
        """Send the picture of the notice on the day on which it is posted."""
        notice = current_notice(self.cycle, self.work)
        on = self.sample.posted_on(notice.planned_on or notice.window.posted_on)
        return self._send(Post.of([proof_picture(notice.proof_name(ProofSide.START), on)]))

    def send_notice_corrections(self) -> int:
        """Send what is put right of the notice; one that was put right is right."""
        notice = current_notice(self.cycle, self.work)
        if notice.kind is not NoticeKind.FIRST:
            return 0
        listed = [one.listed for one in ranked_projects(self.cycle, (NominationState.ON_NOTICE,), self.work)]
        return self._send(self.sample.notice_corrections(listed, notice.window.posted_on))

    def send_end_proof(self) -> int:
        """Send the picture of the notice that hangs still at its end."""
        notice = current_notice(self.cycle, self.work)
        picture = proof_picture(notice.proof_name(ProofSide.END), notice.window.closes_on)
        return self._send(Post.of([picture]))

    def send_minutes(self) -> int:
        """Send the minutes of the meeting whose result is entered next."""
        on = stages.planned_on(self.cycle, "meeting_held", self.work)
        listed = put_to_meeting(self.cycle, self.work)
        meeting_no = next_meeting_no(find_meeting(self.cycle, self.work))
        return self._send(meeting_post(self.sample, listed, meeting_no, on))

    def send_objections(self) -> int:
        """Send the register of objections to the notice, and the evidence."""
        window = notice_closes_on(self.cycle, self.work)
        shown = ranked_projects(self.cycle, (NominationState.ON_NOTICE,), self.work)
        numbers = [one.listed.nomination_no for one in shown]
        return self._send(self.sample.objections(numbers, window.posted_on, window.closes_on))

    def send_consultations(self) -> int:
        """Send what the experts of the trade answer."""
        posted_on = stages.planned_on(self.cycle, "notice_posted", self.work)
        shown = ranked_projects(self.cycle, (NominationState.ON_NOTICE,), self.work)
        asked = {path.name: path.read_bytes() for path in sorted(self._outbox(Stage.NOTICE).glob("行业咨询表-*.xlsx"))}
        return self._send(self.sample.consulted(asked, [one.listed.nomination_no for one in shown], posted_on))

    def send_consultations_again(self) -> int:
        """Send the answers that came back, mended."""
        posted_on = stages.planned_on(self.cycle, "notice_posted", self.work)
        return self._send(self.sample.consulted_again(self._returned(), posted_on))

    def send_bank_files(self) -> int:
        """Send the bank's statements and receipts for every payment file in the outbox."""
        sent_on = stages.planned_on(self.cycle, "awarded", self.work)
        files = sorted(self._outbox(Stage.DISBURSEMENT).glob("批量付款文件-*.xlsx"))
        return sum(self._send(self.sample.bank(path.read_bytes(), sent_on)) for path in files)

    def send_all_again(self) -> int:
        """Send every file that ever came once more, byte for byte and with the time at which it came."""
        with self.work:
            rows = self.work.run("sample/list_submissions").all()
        return drop(
            (
                Letter(name, self.work.archive.get(row.sha256), row.received_at, folder)
                for row in rows
                for folder, _, name in (row.file_name.rpartition("/"),)
            ),
            self.work.settings.inbox,
        )

    def _send(self, post: Post) -> int:
        self.ledger.add(post.plants)
        return drop(post.letters, self.work.settings.inbox)

    @property
    def _sheets(self) -> str:
        return _SHEETS[examines_by(self.cycle.scheme)]

    @property
    def _examined_on(self) -> date:
        return stages.planned_on(self.cycle, examines_by(self.cycle.scheme).milestone, self.work)

    def _blanks(self) -> Files:
        """Return the workbooks that went out, by body code."""
        folder = self._outbox(Stage.CALL)
        return {
            body.body_code: (folder / workbook_name(self.cycle, body)).read_bytes() for body in active_bodies(self.work)
        }

    def _returned(self) -> Files:
        """Return the copies that came back, by the name of the file that had been sent."""
        folder = self.work.settings.outbox / self.cycle.slug / "returned"
        return {path.name: path.read_bytes() for path in sorted(folder.rglob("*.xlsx"))}

    def _outbox(self, stage: Stage) -> Path:
        return self.work.settings.outbox / self.cycle.slug / stage.value


def put_to_meeting(cycle: Cycle, work: UnitOfWork) -> list[Shown]:
    """Return the entries that are put to the meeting, in the order of its list."""
    listed = ranked_projects(cycle, (NominationState.PROPOSED,), work)
    return [Shown(one.listed.nomination_no, one.outcome) for one in listed]
