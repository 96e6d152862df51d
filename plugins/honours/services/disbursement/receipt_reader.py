"""Takes in electronic bank receipts (award/18): each number once, each file once."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from honours.domain.errors import RefusedInput
from honours.domain.submissions import SubmissionKind, SubmissionStatus
from honours.regulation.bank_layouts import bank_layouts
from honours.services.disbursement.receipt import ReceiptUnreadable, is_receipt, read_receipt, text_of_pdf
from honours.services.intake.files import FileFormat, ReceivedFile
from honours.services.intake.findings import ReaderOutcome
from honours.services.intake.registry import register
from honours.storage.tables import bank_receipt
from honours.storage.unit_of_work import UnitOfWork


class ReceiptNumberTaken(RefusedInput):
    """Another file brought a receipt of this number; carries the number."""

    def __init__(self, receipt_no: str) -> None:
        self.receipt_no = receipt_no
        super().__init__(
            f"回单编号 {receipt_no} 已有另一份文件归档，同一回单不能入账两次。"
            "请核对是否重复下载；内容确有不同时请向银行核实。"
        )


class ReceiptReader:
    """Takes electronic receipts as PDF with a text layer."""

    kind = SubmissionKind.BANK_RECEIPT

    def recognises(self, file: ReceivedFile) -> bool:
        """Return whether the PDF's text names itself an electronic receipt."""
        if file.file_format is not FileFormat.PDF:
            return False
        text = text_of_pdf(file.content)
        return text is not None and is_receipt(text, bank_layouts())

    def take_in(self, file: ReceivedFile, submission_id: int, work: UnitOfWork) -> ReaderOutcome:
        """Store what the receipt says; raise :class:`ReceiptNumberTaken` for a number that another file brought."""
        text = text_of_pdf(file.content)
        if text is None:
            raise ReceiptUnreadable("文字", "读不出来")
        receipt = read_receipt(text, bank_layouts())
        stored = work.connection.execute(
            insert(bank_receipt)
            .values(
                receipt_no=receipt.receipt_no,
                sha256=file.sha256,
                bank_ref=receipt.bank_ref,
                paid_on=receipt.paid_on,
                payee_name=receipt.payee_name,
                amount_cny=receipt.amount.cny,
            )
            .on_conflict_do_nothing()
            .returning(bank_receipt.c.receipt_no)
        ).one_or_none()
        if stored is None:
            standing = select(bank_receipt.c.sha256).where(bank_receipt.c.receipt_no == receipt.receipt_no)
            if work.connection.scalar(standing) != file.sha256:
                raise ReceiptNumberTaken(receipt.receipt_no)
        says = f"电子回单 {receipt.receipt_no}，{receipt.amount.grouped()} 元" + ("。" if stored else "，此前已归档。")
        return ReaderOutcome(self.kind, SubmissionStatus.ACCEPTED, says, rows_total=1, rows_taken=1 if stored else 0)


register(ReceiptReader())
