"""How dates, numbers and article ids are written in Chinese official documents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from honours.domain.errors import WrongUse
from honours.domain.money import Money

_DIGITS = "零一二三四五六七八九"
_DOCUMENT_NO = re.compile(r"(?P<code>[\u4e00-\u9fff]+)〔(?P<year>[12][0-9]{3})〕(?P<serial>[1-9][0-9]*)号")


class NotDocumentNo(WrongUse):
    """A text that is no document number; carries the text."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(
            f"“{text}”不是发文字号。发文字号由机关代字、〔年份〕和不编虚位的序号组成，例如 锡工办发〔2025〕5号。"
        )


@dataclass(frozen=True, slots=True)
class DocumentNo:
    """发文字号: the issuing body's code, the year, the serial number of the year."""

    code: str
    year: int
    serial: int

    def __post_init__(self) -> None:
        if _DOCUMENT_NO.fullmatch(str(self)) is None:
            raise NotDocumentNo(str(self))

    @classmethod
    def parse(cls, text: str) -> DocumentNo:
        """Return the number that ``text`` writes; raise :class:`NotDocumentNo` for anything else."""
        match = _DOCUMENT_NO.fullmatch(text)
        if match is None:
            raise NotDocumentNo(text)
        return cls(match["code"], int(match["year"]), int(match["serial"]))

    def __str__(self) -> str:
        return f"{self.code}〔{self.year}〕{self.serial}号"


def chinese_date(day: date) -> str:
    """Return ``day`` as documents write it: ``2025年9月26日``, no leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"


def yuan(amount: Money) -> str:
    """Return ``amount`` in yuan as running text writes it: ``5000``, or ``5000.50`` when there are fen."""
    return str(amount).removesuffix(".00")


def chinese_numeral(number: int) -> str:
    """Return ``number`` (1 to 99) in Chinese numerals; raise ``ValueError`` outside that range."""
    if not 1 <= number <= 99:
        raise ValueError(number)
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else f"{_DIGITS[tens]}十")
    return head + (_DIGITS[ones] if ones else "")


def day_list(days: Sequence[date]) -> str:
    """Return the days separated by ``、``, the year written where it changes."""
    texts: list[str] = []
    year = 0
    for day in days:
        texts.append(chinese_date(day) if day.year != year else f"{day.month}月{day.day}日")
        year = day.year
    return "、".join(texts)


def day_spans(days: Iterable[tuple[date, str]]) -> str:
    """Return days with their reasons, neighbours of one reason drawn together: ``10月1日至10月8日（国庆节）``."""
    runs: list[str] = []
    for _, group in groupby(enumerate(sorted(days)), key=lambda item: (item[1][0] - timedelta(item[0]), item[1][1])):
        run = [day for _, day in group]
        (first, reason), (last, _) = run[0], run[-1]
        span = f"{first.month}月{first.day}日"
        if last != first:
            span += f"至{last.month}月{last.day}日"
        runs.append(f"{span}（{reason}）")
    return "、".join(runs)
