"""What a received file is by its bytes, and what is known of it before it is read."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from io import BytesIO
from pathlib import PurePath
from zoneinfo import ZoneInfo

from honours.services.intake.workbook import Workbook

SHANGHAI = ZoneInfo("Asia/Shanghai")


class FileFormat(StrEnum):
    """The format that the bytes have, whatever the name says."""

    XLSX = "xlsx"
    XLSM = "xlsm"
    XLSB = "xlsb"
    DOCX = "docx"
    ZIP = "zip"
    OLE = "ole"
    ENCRYPTED = "encrypted"
    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"
    MP4 = "mp4"
    HTML = "html"
    TEXT = "text"
    EMPTY = "empty"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """The Chinese name shown to people."""
        return _LABELS[self]


_LABELS = {
    FileFormat.XLSX: "Excel 工作簿（.xlsx）",
    FileFormat.XLSM: "带宏的 Excel 工作簿（.xlsm）",
    FileFormat.XLSB: "二进制 Excel 工作簿（.xlsb）",
    FileFormat.DOCX: "Word 文档（.docx）",
    FileFormat.ZIP: "压缩包（.zip）",
    FileFormat.OLE: "旧版 Office 文件（.xls 或 .doc）",
    FileFormat.ENCRYPTED: "加密的 Office 文件",
    FileFormat.PDF: "PDF 文件",
    FileFormat.JPEG: "JPEG 图片",
    FileFormat.PNG: "PNG 图片",
    FileFormat.MP4: "MP4 视频",
    FileFormat.HTML: "网页（HTML）",
    FileFormat.TEXT: "文本文件（如 .csv）",
    FileFormat.EMPTY: "空文件",
    FileFormat.UNKNOWN: "无法识别的格式",
}
_MAGIC = (
    (b"%PDF-", FileFormat.PDF),
    (b"\xff\xd8\xff", FileFormat.JPEG),
    (b"\x89PNG\r\n\x1a\n", FileFormat.PNG),
)
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_PARTS = (
    (b"sheet.macroEnabled", FileFormat.XLSM),
    (b"sheet.binary.macroEnabled", FileFormat.XLSB),
    (b"spreadsheetml.sheet.main", FileFormat.XLSX),
    (b"wordprocessingml.document.main", FileFormat.DOCX),
)
_TYPES_LIMIT = 1 << 20
# Every film of this family begins so; QuickTime's own brand is another format.
_FILM_MARK, _QUICKTIME = b"ftyp", b"qt  "


def format_of(content: bytes) -> FileFormat:
    """Return the format of the bytes by their signature; a zip is looked into only as far as its list of parts."""
    if not content.strip(b"\0 \r\n\t"):
        return FileFormat.EMPTY
    for magic, file_format in _MAGIC:
        if content.startswith(magic):
            return file_format
    if content[4:8] == _FILM_MARK and content[8:12] != _QUICKTIME:
        return FileFormat.MP4
    if content.startswith(_OLE_MAGIC):
        return FileFormat.ENCRYPTED if _ENCRYPTED_STREAM in content else FileFormat.OLE
    if content.startswith(b"PK"):
        return _format_of_zip(content)
    head = content[:4096].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"<head")):
        return FileFormat.HTML
    return FileFormat.UNKNOWN if b"\0" in content[:4096] else FileFormat.TEXT


def _format_of_zip(content: bytes) -> FileFormat:
    try:
        with zipfile.ZipFile(BytesIO(content)) as package, package.open("[Content_Types].xml") as part:
            types = part.read(_TYPES_LIMIT)
    except KeyError:
        return FileFormat.ZIP
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        return FileFormat.XLSX
    return next((file_format for sign, file_format in _PARTS if sign in types), FileFormat.ZIP)


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """One archived file on its way through intake; ``workbook`` is None unless it is an xlsx that was read.

    ``name`` is what the submission is filed under (evidence carries its folder, ``0101/照片.jpg``), ``folder`` the
    name of the folder it lay in. ``marks`` are the words of the hidden sheet that our own workbooks carry.
    """

    name: str
    folder: str
    content: bytes = field(repr=False)
    sha256: str
    received_at: datetime
    file_format: FileFormat
    workbook: Workbook | None = field(default=None, repr=False)
    marks: dict[str, str] = field(default_factory=dict)

    @property
    def received_on(self) -> date:
        """The day of arrival in Shanghai, by which deadlines are judged."""
        return self.received_at.astimezone(SHANGHAI).date()

    @property
    def extension(self) -> str:
        """The ending of the name, in small letters with its dot."""
        return PurePath(self.name).suffix.lower()
