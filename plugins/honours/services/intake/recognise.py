"""Which reader takes a file: by the marks that our own workbooks carry or by its content, never by its name alone."""

from __future__ import annotations

from pathlib import PurePath

from honours.domain.cycle import Cycle, UnknownCycle
from honours.domain.submissions import SubmissionKind
from honours.regulation.forms import BY_SCHEME, Form, Mark, form
from honours.services.intake.files import FileFormat, ReceivedFile
from honours.services.intake.readers import all_readers
from honours.services.intake.refusals import UnknownFile
from honours.services.intake.registry import Reader

_FRESH = "请把内容填到市总工会下发的原表中（不要另建新表，也不要删除隐藏工作表）再报。"
_WHERE = "证明材料请放在以本单位代码命名的文件夹中（例如 0101）；银行对账单和回单请用银行导出的原件。"


class OldForm(UnknownFile):
    """A workbook made for another version of its form; carries both versions."""

    def __init__(self, found: str, current: int) -> None:
        self.found, self.current = found, current
        super().__init__(f"表样版本 {found or '不明'}", f"现用表样是第 {current} 版，请改用最近下发的表填报。")


def is_marked(file: ReceivedFile, kind: SubmissionKind) -> bool:
    """Return whether the workbook carries the marks of this kind; raise :class:`OldForm` for another version."""
    if file.workbook is None or file.marks.get(Mark.KIND) != kind.value:
        return False
    asked = _form_of(file, kind)
    if asked is not None and file.marks.get(Mark.VERSION) != str(asked.version):
        raise OldForm(file.marks.get(Mark.VERSION, ""), asked.version)
    return True


def _form_of(file: ReceivedFile, kind: SubmissionKind) -> Form | None:
    """Return the form that the marks name; None for a cycle that is none, which the reader of the kind refuses."""
    if kind not in BY_SCHEME:
        return form(kind)
    try:
        return form(kind, Cycle.parse(file.marks.get(Mark.CYCLE, "")).scheme)
    except UnknownCycle:
        return None


def find_reader(file: ReceivedFile) -> Reader:
    """Return the reader that takes the file; raise :class:`UnknownFile` when none does."""
    for reader in all_readers():
        if reader.recognises(file):
            return reader
    if file.file_format is FileFormat.XLSX:
        raise UnknownFile("不是市总工会下发的表，或者识别信息已被删除", _FRESH)
    raise UnknownFile(f"{file.file_format.label}，{PurePath(file.name).name}", _WHERE)
