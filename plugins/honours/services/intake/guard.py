"""Before any parsing: is this file what its name says, and is it safe to unpack?"""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO
from pathlib import PurePath

from honours.services.intake.files import FileFormat
from honours.services.intake.limits import Limits
from honours.services.intake.refusals import (
    BrokenFile,
    DisguisedFile,
    EncryptedFile,
    FileTooLarge,
    FormatNotTaken,
    HiddenDefinitions,
    LinksOutside,
    MacrosInside,
    UnpacksTooLarge,
)

_EXPECTED = {
    ".xlsx": FileFormat.XLSX,
    ".docx": FileFormat.DOCX,
    ".pdf": FileFormat.PDF,
    ".jpg": FileFormat.JPEG,
    ".jpeg": FileFormat.JPEG,
    ".png": FileFormat.PNG,
    ".mp4": FileFormat.MP4,
    ".csv": FileFormat.TEXT,
    ".txt": FileFormat.TEXT,
}
_NOT_TAKEN = {FileFormat.XLSM, FileFormat.XLSB, FileFormat.OLE, FileFormat.ZIP, FileFormat.HTML, FileFormat.UNKNOWN}
_MACRO_PARTS = re.compile(r"vbaproject|/activex/|/ctrlprops/|/macrosheets/|/dialogsheets/|/embeddings/", re.IGNORECASE)
_LINK_PARTS = re.compile(r"/externallinks/|/connections\.xml$|/querytables/", re.IGNORECASE)
_EXTERNAL = re.compile(rb"<Relationship\b[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>", re.IGNORECASE)
_HYPERLINK = re.compile(rb"relationships/hyperlink[\"']")
_FORBIDDEN_HEADS = (b"\xff\xfe", b"\xfe\xff", b"\0<", b"<\0")
_PIECE = 1 << 20
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


def check_file(name: str, content: bytes, file_format: FileFormat, limits: Limits) -> None:
    """Raise the refusal that fits when the file is too large, disguised, encrypted or of a format not taken."""
    if len(content) > limits.file_bytes:
        raise FileTooLarge(len(content), limits.file_bytes)
    if file_format is FileFormat.EMPTY:
        raise BrokenFile("文件是空的")
    if file_format is FileFormat.ENCRYPTED:
        raise EncryptedFile
    extension = PurePath(name).suffix.lower()
    expected = _EXPECTED.get(extension)
    if expected is FileFormat.XLSX and file_format is FileFormat.UNKNOWN:
        raise BrokenFile("不是 Excel 工作簿的内容")
    if file_format is FileFormat.XLSM:
        raise MacrosInside(file_format.label)
    if expected is not None and file_format is not expected:
        raise DisguisedFile(extension, file_format.label)
    if file_format is FileFormat.XLSX and expected is None:
        raise DisguisedFile(extension or "（无后缀）", file_format.label)
    if file_format in _NOT_TAKEN:
        raise FormatNotTaken(file_format.label)


def open_package(content: bytes, limits: Limits) -> zipfile.ZipFile:
    """Return the opened zip of a workbook after looking at its list of parts and its small parts; raise a refusal.

    Sheets are looked at by :mod:`honours.services.intake.sheet_scan`, as they are large.
    """
    try:
        package = zipfile.ZipFile(BytesIO(content))
    except UNREADABLE as error:
        raise BrokenFile("压缩结构不完整") from error
    try:
        _check_parts(package.infolist(), limits)
        _check_definitions(package)
    except zipfile.BadZipFile as error:
        raise BrokenFile("压缩内容校验不符") from error
    return package


def _check_parts(parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(parts) > limits.member_count:
        raise UnpacksTooLarge(f"内含 {len(parts)} 个部件，上限 {limits.member_count}")
    names = [part.filename for part in parts]
    if len(set(names)) != len(names):
        raise BrokenFile("内部有重名的部件")
    for part in parts:
        if part.flag_bits & 1:
            raise EncryptedFile
        if _MACRO_PARTS.search(part.filename):
            raise MacrosInside(part.filename)
        if _LINK_PARTS.search(part.filename):
            raise LinksOutside(part.filename)
        if part.file_size > limits.member_bytes:
            raise UnpacksTooLarge(f"{part.filename} 解开后 {part.file_size / _PIECE:.0f} MB")
        if part.file_size > limits.ratio_from_bytes and part.file_size > limits.ratio * max(part.compress_size, 1):
            raise UnpacksTooLarge(f"{part.filename} 膨胀 {part.file_size // max(part.compress_size, 1)} 倍")
    total = sum(part.file_size for part in parts)
    if total > limits.total_bytes:
        raise UnpacksTooLarge(f"合计解开后 {total / _PIECE:.0f} MB")


def _check_definitions(package: zipfile.ZipFile) -> None:
    for part in package.infolist():
        if not part.filename.lower().endswith((".xml", ".rels")) or "/worksheets/sheet" in part.filename:
            continue
        try:
            with package.open(part) as stream:
                head = stream.read(_PIECE)
                refuse_definitions(part.filename, head)
                if part.filename.endswith(".rels"):
                    _refuse_external(part.filename, head)
                while piece := stream.read(_PIECE):
                    if b"<!DOCTYPE" in piece or b"<!ENTITY" in piece:
                        raise HiddenDefinitions(part.filename)
        except UNREADABLE as error:
            raise BrokenFile(f"{part.filename} 无法解开") from error


def refuse_definitions(part: str, head: bytes) -> None:
    """Raise :class:`HiddenDefinitions` when the beginning of an XML part declares a type or is not UTF-8."""
    declaration = head[:200].lower()
    if head.startswith(_FORBIDDEN_HEADS) or b"utf-16" in declaration or b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise HiddenDefinitions(part)


def _refuse_external(part: str, relations: bytes) -> None:
    for relation in _EXTERNAL.findall(relations):
        if not _HYPERLINK.search(relation):
            raise LinksOutside(part)
