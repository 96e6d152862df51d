"""Amounts in Chinese capitals (大写金额), as cheques and bank receipts write them.

Capitals are written, never read: whether a text says an amount is found out by writing the amount and comparing.
"""

from __future__ import annotations

import re
import unicodedata

from honours.domain.errors import WrongUse
from honours.domain.money import Money

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿")
_SAME = str.maketrans({"圆": "元", "正": "整", "〇": "零", "貳": "贰", "陸": "陆", "萬": "万", "億": "亿"})


class NegativeInCapitals(WrongUse):
    """A negative amount has no capitals; carries it."""

    def __init__(self, amount: Money) -> None:
        self.amount = amount
        super().__init__(f"金额 {amount} 为负数，不能写成大写。请用正数。")


def in_capitals(amount: Money) -> str:
    """Return the amount as ``壹万陆仟肆佰零玖元零贰分``; raise :class:`NegativeInCapitals`."""
    if amount.fen < 0:
        raise NegativeInCapitals(amount)
    yuan, rest = divmod(amount.fen, 100)
    jiao, fen = divmod(rest, 10)
    text = f"{_whole(yuan)}元" if yuan or not rest else ""
    if not rest:
        return f"{text}整"
    if jiao:
        # A zero before 角 where the yuan end in one is customary, not required; comparing does not mind.
        return text + f"{_DIGITS[jiao]}角" + (f"{_DIGITS[fen]}分" if fen else "")
    return text + ("零" if text else "") + f"{_DIGITS[fen]}分"


def says(text: str, amount: Money) -> bool:
    """Return whether the capitals in ``text`` say exactly ``amount``, whichever of the customary spellings they use."""
    return _plain(text) == _plain(in_capitals(amount))


def _plain(text: str) -> str:
    """Drop what spellings differ in: the currency's name, 圆 and 正, 整 at the end, and zeros, as places are named."""
    spelt = re.sub(r"[\s::]", "", unicodedata.normalize("NFKC", text).translate(_SAME))
    return spelt.removeprefix("人民币").removesuffix("整").replace("零", "").removeprefix("元") or "零"


def _whole(number: int) -> str:
    if not number:
        return _DIGITS[0]
    text = ""
    for group in range(len(_GROUPS) - 1, -1, -1):
        part = number // 10_000**group % 10_000
        if not part:
            continue
        if text and (part < 1000 or number // 10_000 ** (group + 1) % 10_000 == 0):
            text += _DIGITS[0]
        text += _four_digits(part) + _GROUPS[group]
    return text


def _four_digits(number: int) -> str:
    text = ""
    is_gap = False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            text += (_DIGITS[0] if is_gap and text else "") + _DIGITS[digit] + _PLACES[place]
        is_gap = not digit
    return text
