"""Everybody who sends files in a played year: bodies, experts, the objections desk, the bank."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

from honours.domain.cycle import Cycle
from honours.domain.stages import Stage
from honours.domain.states import NominationState
from honours.regulation.loader import regulation
from honours.services import stages
from honours.services.call.producing import active_bodies, workbook_name
from honours.services.notice.posting import notice_closes_on
from honours.services.notice.projects import ranked_projects
from honours.services.sample import letters, paying, plants, scores
from honours.services.sample.books import body_roster, panel_roster
from honours.services.sample.disputes import disputes, objection_register
from honours.services.sample.letters import Letter, at
from honours.services.sample.plants import Ledger, Plant, PlantKind
from honours.services.sample.year import SampleYear
from honours.services.workbooks import Body
from honours.storage.unit_of_work import UnitOfWork

_ONE_DAY = timedelta(days=1)


class Mailbox:
    """Puts files into the inbox and writes down which faults are in them."""

    def __init__(self, cycle: Cycle, year: SampleYear, ledger: Ledger, work: UnitOfWork) -> None:
        self.cycle, self.year, self.ledger, self.work = cycle, year, ledger, work

    def send_roster(self) -> int:
        """Send the bodies and experts, before the call."""
        on = self.year.season.call_on - _ONE_DAY
        return self._drop([Letter("推荐单位和专家名册.xlsx", body_roster(self.year, saved_on=on), at(on))])

    def send_panels(self) -> int:
        """Send who sits on which panel."""
        on = self.year.season.call_on
        return self._drop([Letter("评审组名册.xlsx", panel_roster(self.year, self.cycle, saved_on=on), at(on, 15))])

    def send_nominations(self) -> int:
        """Send every body's workbook, the photos of the postings, and the files that nobody can use."""
        blanks = self._blanks()
        self.ledger.add(plants.rule_plants(self.year) | plants.cell_plants(self.year))
        self.ledger.add(plants.file_plants(letters.wrong_letters(self.year, blanks)))
        return self._drop(letters.first_letters(self.year, blanks))

    def send_corrections(self) -> int:
        """Send the workbooks that came back, mended, and what comes after the last day."""
        blanks = self._blanks()
        late = list(letters.late_letters(self.year, blanks))
        self.ledger.add(plants.late_plants(late))
        return self._drop([*letters.second_letters(self.year, self._returned(blanks)), *late])

    def send_scores(self) -> int:
        """Send every expert's score sheets."""
        on = stages.planned_on(self.cycle, "scoring_done", self.work)
        folder = self._outbox(Stage.REVIEW)
        sheets = [scores.read_sheet(path.name, path.read_bytes()) for path in sorted(folder.glob("评分表-*.xlsx"))]
        points, tied = scores.all_points(sheets, regulation().quota(scores.TIED_CATEGORY).on(on))
        self.ledger.add(Plant(PlantKind.TIE, number, scores.TIED_CATEGORY.value, "tied") for number in tied)
        answered = (
            Letter(sheet.name, scores.answered_sheet(sheet, points, saved_on=on), at(on - 2 * _ONE_DAY, 9, place % 60))
            for place, sheet in enumerate(sheets)
        )
        return self._drop(answered)

    def send_objections(self) -> int:
        """Send the register of objections to the notice."""
        window = notice_closes_on(self.cycle, self.work)
        shown = ranked_projects(self.cycle, (NominationState.ON_NOTICE,), self.work)
        numbers = [one.listed.nomination_no for one in shown]
        listed = disputes(self.cycle, numbers, window.posted_on, window.closes_on)
        self.ledger.add(Plant(PlantKind.OBJECTION, one.nomination_no, one.objection_no, one.end) for one in listed)
        on = window.closes_on + _ONE_DAY
        content = objection_register(self.cycle, listed, saved_on=on)
        return self._drop([Letter("公示异议登记表.xlsx", content, at(on))])

    def send_bank_files(self) -> int:
        """Send the bank's statements and receipts for every payment file in the outbox."""
        count = 0
        for path in sorted(self._outbox(Stage.DISBURSEMENT).glob("批量付款文件-*.xlsx")):
            sent_on = stages.planned_on(self.cycle, "awarded", self.work)
            orders = paying.read_orders(path.read_bytes())
            answer = paying.bank_answer(orders, sent_on, self.year.season.calendar)
            self.ledger.add(answer.plants)
            count += self._drop(answer.letters)
        return count

    def send_all_again(self) -> int:
        """Send every file that ever came once more, byte for byte and with the time at which it came."""
        with self.work:
            rows = self.work.run("sample/list_submissions").all()
        return self._drop(
            Letter(name, self.work.archive.get(row.sha256), row.received_at, folder)
            for row in rows
            for folder, _, name in (row.file_name.rpartition("/"),)
        )

    def _drop(self, sent: Iterable[Letter]) -> int:
        return letters.drop(sent, self.work.settings.inbox)

    def _blanks(self) -> dict[str, bytes]:
        return {body.body_code: self._blank(body).read_bytes() for body in active_bodies(self.work)}

    def _blank(self, body: Body) -> Path:
        return self._outbox(Stage.CALL) / workbook_name(self.cycle, body)

    def _returned(self, blanks: dict[str, bytes]) -> dict[str, bytes]:
        """Return what came back to each body; a body whose workbook was taken whole works on a copy of its own."""
        found = {}
        folder = self.work.settings.outbox / self.cycle.slug / "returned"
        for body_code, blank in blanks.items():
            back = next(folder.rglob(letters.book_name(body_code)), None)
            own = letters.own_copy(self.year, body_code, blank)
            found[body_code] = own if back is None else back.read_bytes()
        return found

    def _outbox(self, stage: Stage) -> Path:
        return self.work.settings.outbox / self.cycle.slug / stage.value
