"""The bank's side of a made-up year: statements and electronic receipts, as real xlsx, CSV and PDF files."""

from __future__ import annotations

import csv
import io
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from openpyxl import Workbook

from honours.domain.capitals import in_capitals
from honours.domain.money import ZERO, Money
from honours.services.documents.package import freeze_package

OWN_ACCOUNT = "1103020109000000000"
OWN_NAME = "无锡市总工会"
OPENING = Money("1000000.00")
_HEADERS = (
    "交易日期",
    "交易流水号",
    "借方发生额",
    "贷方发生额",
    "余额",
    "币种",
    "对方户名",
    "对方账号",
    "摘要",
    "附言",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleLine:
    """One line of a statement; ``amount`` is negative for money that leaves the account."""

    booked_on: date
    serial: str
    amount: Money
    peer_name: str = ""
    peer_account: str = ""
    summary: str = "转账"
    memo: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleReceipt:
    """One receipt; ``capitals`` are written from the amount unless they are given."""

    receipt_no: str
    paid_on: date
    payee_name: str
    payee_account: str
    payee_bank: str
    amount: Money
    memo: str
    capitals: str = ""


def statement_rows(
    lines: Sequence[SampleLine], *, own_account: str = OWN_ACCOUNT, opening: Money = OPENING
) -> list[list[str]]:
    """Return the cells of a corporate statement: heading, header row, lines with running balance, totals."""
    debit = -sum((line.amount for line in lines if line.amount < ZERO), ZERO)
    credit = sum((line.amount for line in lines if line.amount > ZERO), ZERO)
    rows = [["账户明细"], ["账号", own_account, "户名", OWN_NAME], list(_HEADERS)]
    balance = opening
    for line in lines:
        balance = balance + line.amount
        is_debit = line.amount < ZERO
        rows.append(
            [
                line.booked_on.isoformat(),
                line.serial,
                (-line.amount).grouped() if is_debit else "",
                "" if is_debit else line.amount.grouped(),
                balance.grouped(),
                "人民币",
                line.peer_name,
                line.peer_account,
                line.summary,
                line.memo,
            ]
        )
    return [*rows, ["合计", f"{len(lines)}笔", debit.grouped(), credit.grouped()]]


def workbook_of(rows: Sequence[Sequence[str]], *, fixed_on: date) -> bytes:
    """Return the rows as an xlsx file of text cells; the same rows give the same bytes."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = "账户明细"
    for row in rows:
        page.append(list(row))
    data = io.BytesIO()
    book.save(data)
    return freeze_package(data.getvalue(), fixed_on)


def statement_workbook(
    lines: Sequence[SampleLine], *, fixed_on: date, own_account: str = OWN_ACCOUNT, opening: Money = OPENING
) -> bytes:
    """Return a statement as the bank's web page exports it to Excel."""
    return workbook_of(statement_rows(lines, own_account=own_account, opening=opening), fixed_on=fixed_on)


def csv_of(rows: Sequence[Sequence[str]], encoding: str = "gbk") -> bytes:
    """Return the rows as a CSV file, long numbers padded with tabs as banks do."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode(encoding)


def receipt_pdf(receipt: SampleReceipt) -> bytes:
    """Return the receipt as a PDF with a text layer; the same receipt gives the same bytes."""
    capitals = receipt.capitals or f"人民币{in_capitals(receipt.amount)}"
    return _pdf(
        "某某银行电子回单",
        [
            f"回单编号：{receipt.receipt_no}",
            f"交易日期：{receipt.paid_on.isoformat()}",
            f"付款人户名：{OWN_NAME}",
            f"付款人账号：{OWN_ACCOUNT}",
            f"收款人户名：{receipt.payee_name}",
            f"收款人账号：{receipt.payee_account}",
            f"收款人开户行：{receipt.payee_bank}",
            f"金额（小写）：¥{receipt.amount.grouped()}",
            f"金额（大写）：{capitals}",
            f"附言：{receipt.memo}",
            "本回单可多次打印，请勿重复入账",
        ],
    )


_CMAP = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0000> <FFFF> <0000> endbfrange
endcmap CMapName currentdict /CMap defineresource pop end end"""


def _pdf(title: str, lines: Sequence[str]) -> bytes:
    """Return one page with a title, a frame and lines, in the reader's own Chinese font (not embedded)."""
    drawn = ["0.5 w 50 420 495 330 re S", _show(title, 18, 200, 770)]
    drawn.extend(_show(line, 12, 70, 722 - 27 * number) for number, line in enumerate(lines))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        _stream("\n".join(drawn).encode("ascii")),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H"
        b" /DescendantFonts [6 0 R] /ToUnicode 8 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 7 0 R /DW 1000 /W [1 95 500]"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>",
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0"
        b" /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
        _stream(_CMAP),
    ]
    out = io.BytesIO(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, content))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table))
    return out.getvalue()


def _show(text: str, size: int, x: int, y: int) -> str:
    return f"BT /F1 {size} Tf {x} {y} Td <{text.encode('utf-16-be').hex().upper()}> Tj ET"


def _stream(content: bytes) -> bytes:
    packed = zlib.compress(content, 9)
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(packed), packed)
