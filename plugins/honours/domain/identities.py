"""Numbers that prove themselves: ID number, social credit code, patent number, bank account.

Each ``parse_…`` returns the number normalised (half-width, no blanks, capital letters) or raises a subclass of
:class:`NotIdentity` that says what is wrong and what is allowed. Personal numbers appear in messages masked. The
``…_check_…`` functions return the last character that makes a number valid.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from honours.domain.errors import RefusedInput

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"
_USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_PATENT_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
_PATENT_CHECKS = "0123456789X"
_PATENT_FIRST_YEAR = 2003
_OLDEST_BIRTH_YEAR = 1900
_PROVINCES = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")
_NATIONAL = "10"

_ID = re.compile(r"(?P<region>[0-9]{6})(?P<birth>[0-9]{8})[0-9]{3}[0-9X]")
_USCC = re.compile(rf"[1-9ANY][{_USCC_ALPHABET}](?P<region>[0-9]{{6}})[{_USCC_ALPHABET}]{{10}}")
_PATENT = re.compile(r"(?:ZL)?(?P<year>[0-9]{4})(?P<type>[0-9])(?P<serial>[0-9]{7})\.?(?P<check>[0-9X])")
_ACCOUNT = re.compile(r"[0-9]{12,21}")
_CARD = re.compile(r"62[0-9]{14,17}")


class NotIdentity(RefusedInput):
    """A text that is no number of its kind; carries what may be shown of it, what is wrong and what is allowed."""

    label = "号码"
    allowed = ""

    def __init__(self, shown: str, says: str) -> None:
        self.shown, self.says = shown, says
        super().__init__(f"{self.label}“{shown}”不对：{says}。{self.allowed}")


class NotIdNumber(NotIdentity):
    """No resident's ID number (GB 11643)."""

    label = "身份证号"
    allowed = "请填 18 位居民身份证号：17 位数字加末位校验码（数字或 X）。"


class NotSocialCreditCode(NotIdentity):
    """No unified social credit code (GB 32100)."""

    label = "统一社会信用代码"
    allowed = "请填 18 位代码，由数字和大写字母组成，不含 I、O、S、V、Z。"


class NotPatentNo(NotIdentity):
    """No Chinese patent number."""

    label = "专利号"
    allowed = "请按证书填写，例如 ZL202110123456.5：ZL、12 位数字、小数点、末位校验码。"


class NotBankAccount(NotIdentity):
    """No bank account or card number."""

    label = "银行账号"
    allowed = "请填 12 至 21 位数字，62 开头的银行卡号须与卡面一致。"


def normalised(text: str) -> str:
    """Return ``text`` half-width, without blanks, in capital letters."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


def hidden(text: str) -> str:
    """Return what may be shown of a personal number: its last four characters, nothing of a short one."""
    return f"****{text[-4:]}" if len(text) >= 8 else "****"


def id_check_digit(first17: str) -> str:
    """Return the 18th character of the ID number that begins with these 17 digits."""
    return _ID_CHECKS[sum(int(digit) * weight for digit, weight in zip(first17, _ID_WEIGHTS, strict=True)) % 11]


def parse_id_number(text: str, on: date) -> str:
    """Return the ID number; ``on`` is the day on which its holder must already be born.

    Raises :class:`NotIdNumber`.
    """
    number = normalised(text)
    match = _ID.fullmatch(number)
    if match is None:
        raise NotIdNumber(hidden(number), f"应为 18 位，现有 {len(number)} 位或含有其他字符")
    if _PROVINCES.fullmatch(match["region"][:2]) is None:
        raise NotIdNumber(hidden(number), "前两位不是省级行政区划代码")
    _check_birth(number, match["birth"], on)
    if number[-1] != id_check_digit(number[:-1]):
        raise NotIdNumber(hidden(number), "末位校验码不符，请逐位核对")
    return number


def _check_birth(number: str, digits: str, on: date) -> None:
    try:
        born_on = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError as error:
        raise NotIdNumber(hidden(number), "第 7 至 14 位不是存在的日期") from error
    if born_on.year < _OLDEST_BIRTH_YEAR or born_on > on:
        raise NotIdNumber(hidden(number), f"第 7 至 14 位的出生日期应在 {_OLDEST_BIRTH_YEAR} 年至 {on} 之间")


def uscc_check_character(first17: str) -> str:
    """Return the 18th character of the social credit code that begins with these 17 characters."""
    total = sum(_USCC_ALPHABET.index(character) * pow(3, place, 31) for place, character in enumerate(first17))
    return _USCC_ALPHABET[-total % 31]


def parse_uscc(text: str) -> str:
    """Return the unified social credit code; raise :class:`NotSocialCreditCode`."""
    code = normalised(text)
    match = _USCC.fullmatch(code)
    if match is None:
        raise NotSocialCreditCode(code[:40], f"应为 18 位规定字符且第 3 至 8 位为数字，现有 {len(code)} 位")
    province = match["region"][:2]
    if province != _NATIONAL and _PROVINCES.fullmatch(province) is None:
        raise NotSocialCreditCode(code, "第 3、4 位不是省级行政区划代码")
    if code[-1] != uscc_check_character(code[:-1]):
        raise NotSocialCreditCode(code, "末位校验码不符，请逐位核对")
    return code


def patent_check_digit(first12: str) -> str:
    """Return the check digit of the patent whose application number is these 12 digits."""
    total = sum(int(digit) * weight for digit, weight in zip(first12, _PATENT_WEIGHTS, strict=True))
    return _PATENT_CHECKS[total % 11]


def parse_patent_no(text: str) -> str:
    """Return the patent number as ``ZL202110123456.5``; raise :class:`NotPatentNo`.

    ZL and the point may be left out. Any kind of patent is a patent number: :func:`is_invention_patent_no` tells more.
    """
    number = normalised(text)
    match = _PATENT.fullmatch(number)
    if match is None:
        raise NotPatentNo(number[:40], "位数或写法不符")
    if int(match["year"]) < _PATENT_FIRST_YEAR:
        raise NotPatentNo(number, f"前四位是申请年份，应不早于 {_PATENT_FIRST_YEAR}")
    if match["type"] not in "12389":
        raise NotPatentNo(number, "第 5 位是专利种类，应为 1、2、3、8 或 9")
    digits = match["year"] + match["type"] + match["serial"]
    if match["check"] != patent_check_digit(digits):
        raise NotPatentNo(number, "末位校验码不符，请逐位核对")
    return f"ZL{digits}.{match['check']}"


def is_invention_patent_no(patent_no: str) -> bool:
    """Return whether the (parsed) patent number is that of an invention, national or from an international filing."""
    return patent_no[6] in "18"


def luhn_check_digit(body: str) -> str:
    """Return the last digit of the bank card number that begins with these digits."""
    total = 0
    for place, digit in enumerate(reversed(body)):
        doubled = int(digit) * (2 if place % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return str(-total % 10)


def parse_bank_account(text: str) -> str:
    """Return the account number; raise :class:`NotBankAccount`. Card numbers (62…, 16 to 19 digits) are checked."""
    number = normalised(text)
    if _ACCOUNT.fullmatch(number) is None:
        raise NotBankAccount(hidden(number), f"应为 12 至 21 位数字，现有 {len(number)} 位或含有其他字符")
    if _CARD.fullmatch(number) and number[-1] != luhn_check_digit(number[:-1]):
        raise NotBankAccount(hidden(number), "银行卡号校验位不符，请对照卡面逐位核对")
    return number
