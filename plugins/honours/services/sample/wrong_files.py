"""Files that must not be taken in, made as they really come: renamed, broken, locked, bloated, for somebody else."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from datetime import date

from openpyxl import Workbook

from honours.services.documents.package import freeze_package

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SECTOR = 512
_SAVED_ON = date(2025, 9, 1)
_BLOATED = 64 << 20


@dataclass(frozen=True, slots=True)
class WrongFile:
    """One such file, in the folder of the body that sends it."""

    folder: str
    name: str
    content: bytes = field(repr=False)


def wrong_files(blanks: dict[str, bytes]) -> tuple[WrongFile, ...]:
    """Return the wrong files; ``blanks`` are the workbooks that went out, by body code."""
    book = blanks["0101"]
    return (
        WrongFile("0101", "申报汇总.xlsx", b"<html><body><table><tr><td>1</td></tr></table></body></html>"),
        WrongFile("0102", "推荐申报表（网盘下载中断）.xlsx", blanks["0102"][: len(blanks["0102"]) // 2]),
        WrongFile("0103", "空白.xlsx", b""),
        WrongFile("0104", "申报表（旧版）.xls", _ole("Workbook")),
        WrongFile("0105", "申报表（带密码）.xlsx", _ole("EncryptedPackage")),
        WrongFile("0106", "申报表（带宏）.xlsx", _with_part(book, "xl/vbaProject.bin", b"\0" * 64)),
        WrongFile("0107", "申报表（引用外部）.xlsx", _with_part(book, "xl/externalLinks/externalLink1.xml", b"<a/>")),
        WrongFile("0108", "自制申报表.xlsx", own_making(_SAVED_ON)),
        WrongFile("0201", "资料打包.zip", _zip("说明.txt", "见附件".encode())),
        WrongFile("0202", "公示照片.jpg", b"MZ" + b"\0" * 200),
        WrongFile("0203", "申报表（超大）.xlsx", _with_part(book, "xl/worksheets/sheet99.xml", b" " * _BLOATED)),
        WrongFile("0204", "梁溪区的表.xlsx", _touched(blanks["0103"])),
        WrongFile("0999", "公示照片.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 64),
    )


def _ole(stream: str) -> bytes:
    """Return the beginning of an old Office container that holds a stream of this name."""
    return (_OLE + b"\0" * (_SECTOR - len(_OLE)) + stream.encode("utf-16-le")).ljust(4 * _SECTOR, b"\0")


def own_making(saved_on: date) -> bytes:
    """Return a workbook that somebody made instead of using the one that went out."""
    book = Workbook()
    page = book.worksheets[0]
    page.append(["姓名", "项目", "单位"])
    page.append(["王建国", "节能改造", "无锡某某有限公司"])
    data = io.BytesIO()
    book.save(data)
    return freeze_package(data.getvalue(), saved_on)


def _zip(name: str, content: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(zipfile.ZipInfo(name), content)
    return data.getvalue()


def _with_part(book: bytes, name: str, content: bytes) -> bytes:
    data = io.BytesIO(book)
    with zipfile.ZipFile(data, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return data.getvalue()


def _touched(book: bytes) -> bytes:
    """Return the same workbook with other bytes: the very file was never in the inbox before."""
    return _with_part(book, "docProps/note.txt", b"0204")
