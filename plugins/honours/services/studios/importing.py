"""Takes in the register of studios as it stood before this system (model-studio/6, /8, /14, employee-studio/6, /11).

Rows that are right are added; what stands is never changed, and a row that says otherwise goes back with its cell.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from honours.domain.submissions import SubmissionKind, SubmissionStatus
from honours.regulation.forms import form
from honours.services.intake.annotate import TAKEN, annotated_copy
from honours.services.intake.files import ReceivedFile
from honours.services.intake.findings import Finding, ReaderOutcome
from honours.services.intake.recognise import is_marked
from honours.services.intake.registry import register
from honours.services.intake.rows import Row, SheetRows, read_rows
from honours.services.studios.import_checks import OF_NAMING, OF_STUDIO, Standing, is_standing, plain
from honours.services.studios.import_rows import checked, is_skipped
from honours.storage.tables import recommending_body, studio, studio_naming
from honours.storage.unit_of_work import UnitOfWork

_SKIPPED = f"{TAKEN}，按越级命名登记"


class StudioRegisterReader:
    """Reads the register of studios from before this system."""

    kind = SubmissionKind.STUDIO_REGISTER

    def recognises(self, file: ReceivedFile) -> bool:
        """Return whether the workbook is marked as a register of studios."""
        return is_marked(file, self.kind)

    def take_in(self, file: ReceivedFile, submission_id: int, work: UnitOfWork) -> ReaderOutcome:
        """Add the rows that are right and that the register does not have yet."""
        item = form(self.kind).sheets[0]
        sheet = file.workbook.sheet(item.sheet_name) if file.workbook else None
        if sheet is None:
            says = f"缺少工作表“{item.sheet_name}”。请用下发的表填报，不要删改表名。"
            nothing = SheetRows(item.sheet_name, (), findings=(Finding(item.sheet_name, "", "工作表", "", says),))
            return _outcome(file, nothing, [], 0)
        work.run("studios/lock_register")
        bodies = work.connection.scalars(select(recommending_body.c.body_code)).all()
        stands = Standing.of(work.run("studios/list_register").all(), bodies, file.received_on)
        rows = checked(read_rows(sheet, item, file.received_on), item, stands)
        fresh = [row for row in rows.rows if not is_standing(row, stands)]
        _store(fresh, submission_id, work)
        return _outcome(
            file, rows, [row for row in fresh if is_skipped(row, rows, stands)], len(rows.rows) - len(fresh)
        )


def _store(rows: Sequence[Row], submission_id: int, work: UnitOfWork) -> None:
    if not rows:
        return
    studios = {str(row.values["studio_no"]): {key: plain(row, key) for key in OF_STUDIO} for row in rows}
    work.connection.execute(
        insert(studio).on_conflict_do_nothing(), [{"studio_no": number, **facts} for number, facts in studios.items()]
    )
    work.connection.execute(
        insert(studio_naming),
        [
            {
                "studio_no": row.values["studio_no"],
                "level": row.values["level"],
                "submission_id": submission_id,
                **{key: plain(row, key) for key in OF_NAMING},
            }
            for row in rows
        ],
    )


def _outcome(file: ReceivedFile, rows: SheetRows, skipped: Sequence[Row], stood: int) -> ReaderOutcome:
    taken = len(rows.rows)
    status = SubmissionStatus.ACCEPTED
    if rows.findings or not rows.rows_total:
        status = SubmissionStatus.PARTLY if taken else SubmissionStatus.REFUSED
    remarks = {(rows.sheet, row.row_no): _SKIPPED if row in skipped else TAKEN for row in rows.rows}
    asked = form(SubmissionKind.STUDIO_REGISTER)
    return ReaderOutcome(
        SubmissionKind.STUDIO_REGISTER,
        status,
        _says(rows, skipped, stood),
        rows_total=rows.rows_total,
        rows_taken=taken,
        rows_refused=rows.rows_refused,
        findings=rows.findings,
        annotated=annotated_copy(file, asked, rows.findings, remarks, None) if rows.findings else None,
    )


def _says(rows: SheetRows, skipped: Sequence[Row], stood: int) -> str:
    if not rows.rows_total:
        return "工作室名册是空的，没有可收的内容。"
    says = f"工作室名册共 {rows.rows_total} 行，收下 {len(rows.rows)} 行，退回 {rows.rows_refused} 行。"
    if stood:
        says += f"其中 {stood} 行原已登记，没有变化。"
    if skipped:
        numbers = "、".join(str(row.values["studio_no"]) for row in skipped)
        says += f"没有普通命名、按越级命名登记的有：{numbers}，请核对。"
    return says


register(StudioRegisterReader())
