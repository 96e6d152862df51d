"""What is refused before anything of it is parsed."""

from __future__ import annotations

import io
import os
import struct
import zipfile
import zlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from tests.services.intake.books import TECH, one, part_of, repacked, saved

from honours.domain.errors import RefusedInput
from honours.services.intake import refusals
from honours.services.intake.files import FileFormat, format_of
from honours.services.intake.guard import check_file
from honours.services.intake.limits import LIMITS, Limits
from honours.services.intake.reading import read_workbook

GOOD = saved(one(TECH))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
ENCRYPTED = OLE + "EncryptedPackage".encode("utf-16-le")
TYPES = part_of(GOOD, "[Content_Types].xml")
SHEET = "xl/worksheets/sheet1.xml"
XLSM = repacked(GOOD, {"[Content_Types].xml": TYPES.replace(b"spreadsheetml.sheet.main", b"x.sheet.macroEnabled.main")})
DOCX = repacked(GOOD, {"[Content_Types].xml": b'<T x="wordprocessingml.document.main+xml"/>'})


def sheet_xml(cells: bytes, head: bytes = b"") -> bytes:
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return head + b'<worksheet xmlns="' + space + b'"><sheetData>' + cells + b"</sheetData></worksheet>"


def with_sheet(cells: bytes, head: bytes = b"") -> bytes:
    return repacked(GOOD, {SHEET: sheet_xml(cells, head)})


DISGUISED = [
    ("xls renamed", "申报表.xlsx", OLE, refusals.DisguisedFile, "旧版 Office"),
    ("encrypted", "申报表.xlsx", ENCRYPTED, refusals.EncryptedFile, "打开密码"),
    ("csv renamed", "申报表.xlsx", "序号,项目\n1,轴承\n".encode(), refusals.DisguisedFile, "文本文件"),
    ("web page renamed", "申报表.xlsx", b"<html><table></table></html>", refusals.DisguisedFile, "网页"),
    ("docx renamed", "申报表.xlsx", DOCX, refusals.DisguisedFile, "Word"),
    ("xlsm renamed", "申报表.xlsx", XLSM, refusals.MacrosInside, "不带宏"),
    ("xlsm", "申报表.xlsm", XLSM, refusals.MacrosInside, "不带宏"),
    ("xls", "申报表.xls", OLE, refusals.FormatNotTaken, "不接收旧版 Office"),
    ("pdf renamed", "申报表.xlsx", b"%PDF-1.7", refusals.DisguisedFile, "PDF"),
    ("xlsx renamed to pdf", "公示.pdf", GOOD, refusals.DisguisedFile, "Excel 工作簿"),
    ("xlsx without ending", "申报表", GOOD, refusals.DisguisedFile, "无后缀"),
    ("picture of another kind", "公示.jpg", b"\x89PNG\r\n\x1a\n", refusals.DisguisedFile, "PNG"),
    ("empty", "申报表.xlsx", b"", refusals.BrokenFile, "空的"),
    ("zeros", "申报表.xlsx", bytes(4096), refusals.BrokenFile, "空的"),
    ("noise", "申报表.xlsx", b"\x01\0\x02" + os.urandom(64), refusals.BrokenFile, "不是 Excel"),
    ("zip of files", "申报表.zip", repacked(GOOD, {"[Content_Types].xml": None}), refusals.FormatNotTaken, "压缩包"),
]


@pytest.mark.parametrize(("name", "content", "cause", "says"), [pytest.param(*c[1:], id=c[0]) for c in DISGUISED])
def test_a_disguised_file_is_refused_by_its_bytes(
    name: str, content: bytes, cause: type[RefusedInput], says: str
) -> None:
    with pytest.raises(cause, match=says):
        check_file(name, content, format_of(content), LIMITS)


def test_a_file_above_the_size_is_refused() -> None:
    with pytest.raises(refusals.FileTooLarge, match="拆分"):
        check_file("申报表.xlsx", GOOD, FileFormat.XLSX, replace(LIMITS, file_bytes=len(GOOD) - 1))


def broken_crc() -> bytes:
    place = GOOD.index(b"xl/worksheets/sheet1.xml") + 60
    return GOOD[:place] + bytes(byte ^ 0xFF for byte in GOOD[place : place + 40]) + GOOD[place + 40 :]


def lying_about_size() -> bytes:
    """A part that unpacks to more than the directory says."""
    bomb = with_sheet(b" " * 3_000_000)
    size = len(part_of(bomb, SHEET))
    return bomb.replace(struct.pack("<I", size), struct.pack("<I", 1000))


FORMULA_NOWHERE = b'<row r="3"><c><f>1+1</f></c></row>'
RELATIONS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="a" Type="http://x/relationships/image" Target="http://x/y.png" TargetMode="External"/>'
    b"</Relationships>"
)
TINY = replace(LIMITS, total_bytes=2_000_000, member_bytes=1_500_000)
HOSTILE: list[tuple[str, bytes, Limits, type[RefusedInput], str]] = [
    ("truncated", GOOD[: len(GOOD) // 2], LIMITS, refusals.BrokenFile, "损坏"),
    ("changed bytes", broken_crc(), LIMITS, refusals.BrokenFile, "损坏"),
    ("lying about size", lying_about_size(), LIMITS, refusals.BrokenFile, "损坏"),
    ("no workbook part", repacked(GOOD, {"xl/workbook.xml": None}), LIMITS, refusals.BrokenFile, "不是完整的"),
    ("no sheet part", repacked(GOOD, {SHEET: None}), LIMITS, refusals.BrokenFile, "缺少工作表"),
    ("directory is no XML", repacked(GOOD, {"xl/workbook.xml": b"<a><b>"}), LIMITS, refusals.BrokenFile, "目录"),
    ("bomb by ratio", with_sheet(b" " * 30_000_000), LIMITS, refusals.UnpacksTooLarge, "膨胀"),
    ("bomb by part", with_sheet(os.urandom(1) * 1_600_000), TINY, refusals.UnpacksTooLarge, "解开后"),
    (
        "bomb by sum",
        repacked(GOOD, {}, added={f"xl/media/{n}.bin": bytes(900_000) for n in range(3)}),
        TINY,
        refusals.UnpacksTooLarge,
        "合计",
    ),
    (
        "bomb by parts",
        repacked(GOOD, {}, added={f"xl/media/{n}.bin": b"" for n in range(1001)}),
        LIMITS,
        refusals.UnpacksTooLarge,
        "部件",
    ),
    ("macro", repacked(GOOD, {}, added={"xl/vbaProject.bin": b"x"}), LIMITS, refusals.MacrosInside, "含宏"),
    ("control", repacked(GOOD, {}, added={"xl/activeX/a.xml": b"<a/>"}), LIMITS, refusals.MacrosInside, "含宏"),
    (
        "external link",
        repacked(GOOD, {}, added={"xl/externalLinks/externalLink1.xml": b"<a/>"}),
        LIMITS,
        refusals.LinksOutside,
        "断开链接",
    ),
    ("connection", repacked(GOOD, {}, added={"xl/connections.xml": b"<a/>"}), LIMITS, refusals.LinksOutside, "链接"),
    (
        "external picture",
        repacked(GOOD, {}, added={"xl/worksheets/_rels/sheet1.xml.rels": RELATIONS}),
        LIMITS,
        refusals.LinksOutside,
        "链接",
    ),
    (
        "billion laughs",
        with_sheet(b"", b'<!DOCTYPE x [<!ENTITY a "b">]>'),
        LIMITS,
        refusals.HiddenDefinitions,
        "XML 声明",
    ),
    (
        "doctype in styles",
        repacked(GOOD, {"xl/styles.xml": b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><sst/>'}),
        LIMITS,
        refusals.HiddenDefinitions,
        "styles",
    ),
    (
        "sheet in UTF-16",
        repacked(GOOD, {SHEET: sheet_xml(b"").decode().encode("utf-16")}),
        LIMITS,
        refusals.HiddenDefinitions,
        "XML 声明",
    ),
    (
        "cell at the last corner",
        with_sheet(b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        LIMITS,
        refusals.SheetTooLarge,
        "第 1048576 行",
    ),
    (
        "last corner in a first row",
        with_sheet(b'<row r="1"><c r="XFD1048576"><v>1</v></c></row>'),
        LIMITS,
        refusals.SheetTooLarge,
        "1048576",
    ),
    (
        "last column",
        with_sheet(b"<row r='1'><c r='XFD1'><v>1</v></c></row>"),
        LIMITS,
        refusals.SheetTooLarge,
        "XFD 列",
    ),
    (
        "wide and long",
        with_sheet(b'<row r="1"><c r="GR1"><v>1</v></c></row><row r="390000"><c r="A390000"><v>1</v></c></row>'),
        LIMITS,
        refusals.SheetTooLarge,
        "单元格",
    ),
    ("formula nowhere", with_sheet(FORMULA_NOWHERE), LIMITS, refusals.BrokenFile, "位置不明"),
    (
        "parser killed by its time",
        GOOD,
        replace(LIMITS, child_seconds=0.0),
        refusals.ReadingFailed,
        "读取工作簿失败",
    ),
    (
        "parser out of memory",
        GOOD,
        replace(LIMITS, child_memory_bytes=1 << 20),
        refusals.ReadingFailed,
        "读取工作簿失败",
    ),
]


@pytest.mark.parametrize(
    ("content", "limits", "cause", "says"), [pytest.param(*case[1:], id=case[0]) for case in HOSTILE]
)
def test_a_hostile_workbook_is_refused(content: bytes, limits: Limits, cause: type[RefusedInput], says: str) -> None:
    with pytest.raises(cause, match=says):
        read_workbook(content, limits)


def test_a_hyperlink_is_no_external_link() -> None:
    book = Workbook()
    book.worksheets[0]["A1"] = "gonghui@example.com"
    book.worksheets[0]["A1"].hyperlink = "mailto:gonghui@example.com"
    assert read_workbook(saved(book)).sheets[0].row(1) == ["gonghui@example.com"]


def test_formulas_and_faults_are_found_in_a_sheet_larger_than_one_piece() -> None:
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>%d</v></c></row>' % (n, n, n) for n in range(1, 150_001))
    rows += b'<row r="150001"><c r="B150001"><f>1</f><v>1</v></c><c r="C150001" t="e"><v>#N/A</v></c></row>'
    content = with_sheet(rows)
    assert zlib.crc32(content)
    sheet = read_workbook(content).sheets[0]
    assert (sheet.formulas, sheet.faults) == ({"B150001"}, {"C150001"})
    assert len(sheet.rows) == 150_001
    assert sheet.row(150_000)[0] == 150_000.0


def test_equal_cells_of_different_kinds_stay_what_they_are() -> None:
    book = Workbook()
    book.worksheets[0].append([1, True, "1", date(2025, 1, 1), "a", "a"])
    cells = read_workbook(saved(book)).sheets[0].row(1)
    assert [(type(cell), cell) for cell in cells] == [
        (float, 1.0),
        (bool, True),
        (str, "1"),
        (date, date(2025, 1, 1)),
        (str, "a"),
        (str, "a"),
    ]


def test_cells_keep_their_addresses_when_the_first_columns_are_empty() -> None:
    book = Workbook()
    book.worksheets[0]["C5"] = "x"
    sheet = read_workbook(saved(book)).sheets[0]
    assert sheet.row(5) == ["", "", "x"]


def test_formats_are_told_by_bytes(tmp_path: Path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        package.writestr("a.txt", "a")
    samples = {
        FileFormat.XLSX: GOOD,
        FileFormat.DOCX: DOCX,
        FileFormat.ZIP: data.getvalue(),
        FileFormat.PDF: b"%PDF-1.4 x",
        FileFormat.JPEG: b"\xff\xd8\xff\xe0",
        FileFormat.TEXT: "回单".encode("gb18030"),
    }
    assert {wanted: format_of(content) for wanted, content in samples.items()} == {wanted: wanted for wanted in samples}
