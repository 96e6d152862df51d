"""Reads an electronic bank receipt from its text: number, reference, payee, day, and the amount twice.

The amount in Chinese capitals is written anew from the figure and compared; a receipt that contradicts itself proves
nothing.
"""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from honours.domain.capitals import in_capitals, says
from honours.domain.errors import RefusedInput
from honours.domain.money import ZERO, Money
from honours.regulation.bank_layouts import BankLayouts, plain
from honours.services.disbursement.references import find_reference

_CHILD = Path(__file__).with_name("pdf_child.py")
_MEMORY = 512 << 20
_CPU_SECONDS = 10
_WAIT_SECONDS = 60
_SIZE_LIMIT = 2 << 20
_NAMES = {
    "receipt_no": "回单编号",
    "paid_on": "交易日期",
    "payee_name": "收款人户名",
    "figures": "小写金额",
    "capitals": "大写金额",
}
_FIGURES = re.compile(r"(?:CNY|RMB|[¥￥])?(?P<amount>[0-9]{1,3}(?:,[0-9]{3})*\.[0-9]{2}|[0-9]+\.[0-9]{2})元?")
_DAY = re.compile(r"(?P<y>[0-9]{4})(?:[-/.年])?(?P<m>[0-9]{2})(?:[-/.月])?(?P<d>[0-9]{2})日?")


class ReceiptUnreadable(RefusedInput):
    """A receipt lacks a field or carries it twice; carries the Chinese name of the field."""

    def __init__(self, name: str, says_: str) -> None:
        self.name = name
        super().__init__(f"电子回单的“{name}”{says_}。请从网上银行重新下载这一笔的回单原件（PDF）。")


class CapitalsDisagree(RefusedInput):
    """Figure and capitals of a receipt name different amounts; carries the figure and the text of the capitals."""

    def __init__(self, amount: Money, text: str) -> None:
        self.amount, self.text = amount, text
        super().__init__(
            f"电子回单的大小写金额不一致：小写 {amount.grouped()} 元应写作“{in_capitals(amount)}”，"
            f"回单上是“{text}”。这份回单没有采用，请向银行核实。"
        )


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a receipt says; ``amount`` is in CNY and positive."""

    receipt_no: str
    bank_ref: str
    paid_on: date
    payee_name: str
    amount: Money


@lru_cache(maxsize=4)
def text_of_pdf(content: bytes) -> str | None:
    """Return the text layer of a small PDF; None when it is none, too large, or harms the parser."""
    if len(content) > _SIZE_LIMIT:
        return None
    command = [sys.executable, "-I", str(_CHILD), str(_MEMORY), str(_CPU_SECONDS)]
    try:
        child = subprocess.run(command, input=content, capture_output=True, timeout=_WAIT_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return None
    return child.stdout.decode("utf-8") if child.returncode == 0 else None


def is_receipt(text: str, layouts: BankLayouts) -> bool:
    """Return whether the text names itself an electronic receipt and has the labels of one."""
    body = plain(text)
    return layouts.receipt_sign in body and all(
        any(label in body for label in layouts.receipt_labels[key]) for key in ("receipt_no", "payee_name", "figures")
    )


def read_receipt(text: str, layouts: BankLayouts) -> Receipt:
    """Return what the receipt says; raise :class:`ReceiptUnreadable` or :class:`CapitalsDisagree`."""
    lines = [unicodedata.normalize("NFKC", line).strip() for line in text.splitlines()]
    labels = layouts.receipt_labels
    fields = {key: _one(key, _values(lines, labels[key])) for key in _NAMES}
    amount = _amount(fields["figures"])
    if not says(fields["capitals"], amount):
        raise CapitalsDisagree(amount, fields["capitals"])
    reference = find_reference(" ".join(_values(lines, labels["memo"])))
    if reference is None:
        raise ReceiptUnreadable("附言", "中没有（或不止一个）本系统的付款参考号，不能归入任何一笔奖金")
    return Receipt(fields["receipt_no"], reference, _day(fields["paid_on"]), fields["payee_name"], amount)


def _values(lines: list[str], labels: tuple[str, ...]) -> list[str]:
    """Return what stands behind one of the labels and a colon, on the same line or, if nothing does, on the next."""
    found = []
    for index, line in enumerate(lines):
        for label in labels:
            spaced = r"\s*".join(re.escape(character) for character in label)
            for match in re.finditer(rf"(?:^|\s{{2,}}){spaced}\s*:\s*(?P<value>.*?)(?=\s{{2,}}|$)", line):
                value = match["value"].strip() or (lines[index + 1] if index + 1 < len(lines) else "")
                if value:
                    found.append(value)
    return found


def _one(key: str, values: list[str]) -> str:
    distinct = set(values)
    if len(distinct) != 1:
        raise ReceiptUnreadable(_NAMES[key], f"有 {len(distinct)} 个不同的值" if distinct else "找不到")
    return distinct.pop()


def _amount(text: str) -> Money:
    match = _FIGURES.fullmatch(plain(text))
    amount = Money(match["amount"].replace(",", "")) if match else ZERO
    if amount <= ZERO:
        raise ReceiptUnreadable(_NAMES["figures"], f"“{text}”不是金额")
    return amount


def _day(text: str) -> date:
    match = _DAY.match(plain(text))
    try:
        if match is not None:
            return date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError as error:
        raise ReceiptUnreadable(_NAMES["paid_on"], f"“{text}”不是存在的日期") from error
    raise ReceiptUnreadable(_NAMES["paid_on"], f"“{text}”不是日期")
