"""Electronic receipts: read from their text, refused when they contradict themselves, kept once (award/18)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.services.disbursement.cases import count, hand_in

from honours.domain.money import Money
from honours.domain.submissions import SubmissionKind, SubmissionStatus
from honours.regulation.bank_layouts import bank_layouts
from honours.services.disbursement.receipt import (
    CapitalsDisagree,
    Receipt,
    ReceiptUnreadable,
    is_receipt,
    read_receipt,
    text_of_pdf,
)
from honours.services.sample.bank import SampleReceipt, receipt_pdf
from honours.storage.unit_of_work import UnitOfWork

REF = "HN2025JD01010011A2B3C4D"
TEXT = f"""某某银行电子回单
回单编号：2026050600000000001
交易日期：2026年05月06日
收款人户名：张三
金额（小写）：¥2,000.00
金额（大写）：人民币贰仟元整
附言：{REF}"""


def pdf(**changes: Any) -> bytes:
    facts: dict[str, Any] = {
        "receipt_no": "HD0001",
        "paid_on": date(2026, 5, 6),
        "payee_name": "张三",
        "payee_account": "6222000011112222",
        "payee_bank": "某某银行",
        "amount": Money("2000"),
        "memo": f"职工创新成果奖 {REF}",
    }
    return receipt_pdf(SampleReceipt(**{**facts, **changes}))


def read(text: str) -> Receipt:
    return read_receipt(text, bank_layouts())


def test_receipt_is_read_from_the_pdf() -> None:
    text = text_of_pdf(pdf())
    assert text is not None
    assert is_receipt(text, bank_layouts())
    assert read(text) == Receipt("HD0001", REF, date(2026, 5, 6), "张三", Money("2000"))


def test_receipt_is_archived_once(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    first = hand_in(unit_of_work, tmp_path, pdf(), "回单.pdf")
    again = hand_in(unit_of_work, tmp_path, pdf(), "回单（副本）.pdf")
    assert (first.kind, first.status, first.rows_taken) == (SubmissionKind.BANK_RECEIPT, SubmissionStatus.ACCEPTED, 1)
    assert (again.status, again.rows_taken) == (SubmissionStatus.ACCEPTED, 0)
    assert count(unit_of_work, "bank_receipt") == 1


def test_number_of_another_file_is_refused(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    hand_in(unit_of_work, tmp_path, pdf(), "回单.pdf")
    other = hand_in(unit_of_work, tmp_path, pdf(payee_name="李四"), "回单2.pdf")
    assert other.status is SubmissionStatus.REFUSED
    assert "回单编号 HD0001 已有另一份文件归档" in other.message
    assert count(unit_of_work, "bank_receipt") == 1


def test_wrong_capitals_are_refused(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    outcome = hand_in(unit_of_work, tmp_path, pdf(capitals="人民币叁仟元整"), "回单.pdf")
    assert outcome.status is SubmissionStatus.REFUSED
    assert "大小写金额不一致" in outcome.message
    assert count(unit_of_work, "bank_receipt") == 0


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("回单编号：2026050600000000001", "", "“回单编号”找不到"),
        ("收款人户名：张三", "收款人户名：张三\n收款人户名：李四", "“收款人户名”有 2 个不同的值"),
        ("2026年05月06日", "2026年02月30日", "不是存在的日期"),
        ("2026年05月06日", "五月六日", "不是日期"),
        ("¥2,000.00", "¥2,000", "不是金额"),
        ("¥2,000.00", "¥0.00", "不是金额"),
        (REF, "奖金", "没有（或不止一个）本系统的付款参考号"),
        (REF, f"{REF} HN2025JD01010021A2B3C4D", "没有（或不止一个）本系统的付款参考号"),
    ],
)
def test_receipt_with_a_gap_is_refused(old: str, new: str, says: str) -> None:
    with pytest.raises(ReceiptUnreadable) as caught:
        read(TEXT.replace(old, new))
    assert says in str(caught.value)


def test_figure_and_capitals_must_agree() -> None:
    assert read(TEXT).amount == Money("2000")
    with pytest.raises(CapitalsDisagree, match="应写作“贰仟元零壹分”"):
        read(TEXT.replace("¥2,000.00", "¥2,000.01"))


def test_two_columns_on_one_line_are_read() -> None:
    text = TEXT.replace("收款人户名：张三", "付款人户名：无锡市总工会    收款人户名：张三   账号：6222")
    assert read(text).payee_name == "张三"


@pytest.mark.parametrize(
    "content", [b"%PDF-1.4\nbroken", b"%PDF-1.4\n" + b"0" * (3 << 20)], ids=["broken", "too large"]
)
def test_bad_pdf_is_no_receipt(unit_of_work: UnitOfWork, tmp_path: Path, content: bytes) -> None:
    outcome = hand_in(unit_of_work, tmp_path, content, "回单.pdf")
    assert (outcome.kind, outcome.status) == (SubmissionKind.UNKNOWN, SubmissionStatus.REFUSED)


def test_other_pdf_is_no_receipt() -> None:
    assert not is_receipt("获奖证书\n张三", bank_layouts())
