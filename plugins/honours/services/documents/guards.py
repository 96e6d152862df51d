"""What may be written into a document: no personal number, no character that a file cannot carry."""

from __future__ import annotations

import re

from honours.domain.errors import RefusedInput

_PERSONAL_NUMBER = re.compile(r"(?<![0-9])(?:[0-9]{15,19}|[0-9]{17}[Xx])(?![0-9Xx])")
_LEFT_OUT = "［号码略］"
_NOT_WRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


class PersonalNumberInText(RefusedInput):
    """A value with something like an ID number or a bank account; carries the file and the field, not the number."""

    def __init__(self, file: str, field: str) -> None:
        self.file = file
        self.field = field
        super().__init__(
            f"“{file}”的“{field}”中含有疑似身份证号码或银行账号的数字串，对外文书不得写入。请从该内容中删去号码后重新生成。"
        )


class TextNotWritable(RefusedInput):
    """A value with a control character; carries the file, the field and the character's code point."""

    def __init__(self, file: str, field: str, character: str) -> None:
        self.file = file
        self.field = field
        self.code_point = ord(character)
        super().__init__(
            f"“{file}”的“{field}”中含有不可打印的控制字符（U+{self.code_point:04X}），无法写入文书。"
            "请在来源数据中删去该字符，汉字、字母、数字、标点和换行均可使用。"
        )


def without_personal_numbers(text: str) -> str:
    """Return ``text`` with everything that reads like an ID number or a bank account left out, and marked so."""
    return _PERSONAL_NUMBER.sub(_LEFT_OUT, text)


def check_text(text: str, file: str, field: str, *, personal_numbers_allowed: bool = False) -> str:
    """Return ``text`` unchanged when ``file`` may carry it in ``field``; refuse it otherwise.

    Raises :class:`TextNotWritable`, or :class:`PersonalNumberInText` unless ``personal_numbers_allowed``.
    """
    bad = _NOT_WRITABLE.search(text)
    if bad is not None:
        raise TextNotWritable(file, field, bad[0])
    if not personal_numbers_allowed and _PERSONAL_NUMBER.search(text):
        raise PersonalNumberInText(file, field)
    return text
