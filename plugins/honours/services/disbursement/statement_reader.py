"""Takes in bank statements (award/18): proved first, stored whole, each line once however often it is exported."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.dialects.postgresql import insert

from honours.domain.errors import RefusedInput
from honours.domain.submissions import SubmissionKind, SubmissionStatus
from honours.regulation.bank_layouts import bank_layouts
from honours.services.disbursement.statement import Statement, header_row, read_statement
from honours.services.disbursement.statement_cells import NotText, rows_of_csv
from honours.services.intake.files import FileFormat, ReceivedFile
from honours.services.intake.findings import Finding, ReaderOutcome
from honours.services.intake.registry import register
from honours.services.intake.workbook import CellValue
from honours.storage.tables import bank_statement
from honours.storage.unit_of_work import UnitOfWork


class SerialContradicts(RefusedInput):
    """An earlier statement says otherwise of the same bank serials; carries them."""

    def __init__(self, serials: Sequence[str]) -> None:
        self.serials = tuple(serials)
        super().__init__(
            f"流水号 {'、'.join(serials)} 在以前的对账单中是另外的日期或金额。整份文件没有采用，请向银行核实。"
        )


class SeveralSheets(RefusedInput):
    """More than one sheet looks like a statement; carries their names."""

    def __init__(self, sheets: Sequence[str]) -> None:
        self.sheets = tuple(sheets)
        super().__init__(f"一份对账单只应有一张明细表，现有：{'、'.join(sheets)}。请每个账户单独导出一份文件。")


class StatementReader:
    """Takes bank statements as xlsx or CSV, recognised by the names of their columns."""

    kind = SubmissionKind.BANK_STATEMENT

    def recognises(self, file: ReceivedFile) -> bool:
        """Return whether a row of the file looks like the header of a bank statement, of whatever layout."""
        return not file.marks and bool(_statement_sheets(file))

    def take_in(self, file: ReceivedFile, submission_id: int, work: UnitOfWork) -> ReaderOutcome:
        """Store the lines that no earlier statement brought; refuse the whole file for any fault."""
        sheets = _statement_sheets(file)
        if len(sheets) > 1:
            raise SeveralSheets([name for name, _, _ in sheets])
        name, rows, findings = sheets[0]
        statement = read_statement(name, rows, bank_layouts())
        faults = (*findings, *statement.findings)
        total = len(statement.lines)
        if faults:
            says = f"对账单有 {len(faults)} 处问题，整份没有采用。请从网上银行重新导出原件。"
            return ReaderOutcome(
                self.kind, SubmissionStatus.REFUSED, says, rows_total=total, rows_refused=total, findings=faults
            )
        taken = _store(file, statement, work)
        says = f"{statement.layout.label}，{total} 笔，余额逐笔核对无误；新收 {taken} 笔，此前已有 {total - taken} 笔。"
        return ReaderOutcome(self.kind, SubmissionStatus.ACCEPTED, says, rows_total=total, rows_taken=taken)


def _statement_sheets(file: ReceivedFile) -> list[tuple[str, list[list[CellValue]], list[Finding]]]:
    """Return name, rows and formula findings of each sheet with the header of a statement."""
    if file.file_format is FileFormat.TEXT:
        try:
            rows = rows_of_csv(file.content)
        except NotText:
            # Not ours to refuse: intake says of a file that no reader knows what it is.
            return []
        return [("", rows, [])] if header_row(rows, bank_layouts()) is not None else []
    if file.workbook is None:
        return []
    found = []
    for sheet in file.workbook.sheets:
        rows = [row for _, row in sheet.numbered_rows()]
        if sheet.is_visible and header_row(rows, bank_layouts()) is not None:
            spots = sorted(sheet.formulas | sheet.faults)
            faults = [Finding(sheet.name, cell, "", "公式", "对账单中不应有公式或错误值") for cell in spots]
            found.append((sheet.name, rows, faults))
    return found


def _store(file: ReceivedFile, statement: Statement, work: UnitOfWork) -> int:
    """Store the lines and return how many of them are new."""
    own = work.vault.index(statement.own_account)
    with_serial = [line for line in statement.lines if line.serial is not None]
    contradictions = work.run(
        "disbursement/list_contradictions",
        {
            "own_account_hmac": own,
            "serials": [line.serial for line in with_serial],
            "days": [line.booked_on for line in with_serial],
            "amounts": [line.amount.cny for line in with_serial],
        },
    ).scalars()
    if serials := contradictions.all():
        raise SerialContradicts(serials)
    work.connection.execute(
        insert(bank_statement)
        .values(
            sha256=file.sha256,
            own_account_last4=statement.own_account[-4:],
            own_account_hmac=own,
            layout=statement.layout.name,
            line_count=len(statement.lines),
        )
        .on_conflict_do_nothing()
    )
    before: int = work.run("disbursement/count_lines", {"sha256": file.sha256}).scalar_one()
    rows = [
        {
            "sha256": file.sha256,
            "line_no": line.row_no,
            "own_account_hmac": own,
            "bank_serial": line.serial,
            "booked_on": line.booked_on,
            "amount_cny": line.amount.cny,
            "balance_cny": line.balance.cny,
            "twin_no": line.twin_no,
            "peer_name": line.peer_name,
            "peer_account_hmac": work.vault.index(line.peer_account) if line.peer_account else None,
            "peer_account_last4": line.peer_account[-4:] or None,
            "memo": line.memo,
            "bank_ref": line.bank_ref,
        }
        for line in statement.lines
    ]
    if rows:
        work.run("disbursement/insert_statement_lines", rows)
    after: int = work.run("disbursement/count_lines", {"sha256": file.sha256}).scalar_one()
    return after - before


register(StatementReader())
