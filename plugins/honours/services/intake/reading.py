"""Reads a workbook: guard first, cells by a child process with a memory limit and a time limit.

The parent streams the sheets' XML while the child parses; nothing that the child sends is used before the parent has
found the sheets within the limits.
"""

from __future__ import annotations

import gc
import pickle
import queue
import re
import struct
import subprocess
import sys
import threading
import zipfile
from io import BytesIO
from pathlib import Path
from typing import IO, Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]

from honours.services.intake.guard import UNREADABLE, open_package
from honours.services.intake.limits import LIMITS, Limits
from honours.services.intake.refusals import BrokenFile, ReadingFailed, SheetTooLarge, UnpacksTooLarge
from honours.services.intake.sheet_scan import Reach, scan_sheet
from honours.services.intake.workbook import CellValue, Sheet, Workbook

_CHILD = Path(__file__).with_name("sheet_child.py")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_DIRECTORY = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")
_DIRECTORY_BYTES = 4 << 20
_DATE_TYPES = {"date", "datetime", "time", "timedelta"}


class _DatesOnly(pickle.Unpickler):
    """Builds plain values and dates, whatever the child may have been talked into sending."""

    def find_class(self, module: str, name: str) -> Any:
        if module == "datetime" and name in _DATE_TYPES:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(name)


def read_workbook(content: bytes, limits: Limits = LIMITS) -> Workbook:
    """Return all sheets of the workbook; raise the refusal that fits (:mod:`honours.services.intake.refusals`)."""
    with open_package(content, limits) as package:
        parts = _sheet_parts(package, limits)
        child = subprocess.Popen(
            [sys.executable, "-I", str(_CHILD), str(limits.child_memory_bytes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        timer = threading.Timer(limits.child_seconds, child.kill)
        timer.start()
        was_collecting = gc.isenabled()
        try:
            frames = _Frames(child, content)
            reaches = [scan_sheet(package, part, name, limits) for name, part in parts]
            # Millions of cells without a cycle among them: collecting while they come doubles the time.
            gc.disable()
            return _assemble(frames, reaches)
        finally:
            if was_collecting:
                gc.enable()
            timer.cancel()
            child.kill()
            child.wait()
            for stream in (child.stdin, child.stdout):
                if stream is not None and not stream.closed:
                    _close(stream)


def _close(stream: IO[bytes]) -> None:
    try:
        stream.close()
    except BrokenPipeError:
        return


class _Frames:
    """The frames of the child, gathered by a thread so that the child never waits for the scan."""

    def __init__(self, child: subprocess.Popen[bytes], content: bytes) -> None:
        self._queue: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._child = child
        self._thread = threading.Thread(target=self._gather, args=(child, content), daemon=True)
        self._thread.start()

    def _gather(self, child: subprocess.Popen[bytes], content: bytes) -> None:
        if child.stdin is None or child.stdout is None:
            self._queue.put(None)
            return
        try:
            child.stdin.write(content)
            child.stdin.close()
            while head := child.stdout.read(4):
                size = struct.unpack("<I", head)[0]
                self._queue.put(child.stdout.read(size))
        except (OSError, ValueError, struct.error):
            pass
        finally:
            self._queue.put(None)

    def take(self) -> Any:
        """Return the next value; raise :class:`ReadingFailed` when the child has ended without it."""
        frame = self._queue.get()
        if frame is None:
            raise ReadingFailed(f"解析程序中止，代码 {self._child.wait()}")
        try:
            return _DatesOnly(BytesIO(frame)).load()
        except (pickle.UnpicklingError, EOFError) as error:
            raise ReadingFailed("解析结果不完整") from error


def _assemble(frames: _Frames, reaches: list[Reach]) -> Workbook:
    by_name = {reach.sheet: reach for reach in reaches}
    sheets = []
    for name, is_visible in frames.take():
        if name not in by_name:
            raise BrokenFile(f"工作表“{name}”的定义不一致")
        first_column = frames.take()
        rows: list[list[CellValue]] = []
        while block := frames.take():
            rows += block
        reach = by_name[name]
        sheets.append(Sheet(name, is_visible, first_column, rows, frozenset(reach.formulas), frozenset(reach.faults)))
    return Workbook(tuple(sheets))


def _sheet_parts(package: zipfile.ZipFile, limits: Limits) -> list[tuple[str, str]]:
    """Return name and zip member of each worksheet, as the workbook's own parts say."""
    if any(part.file_size > _DIRECTORY_BYTES for part in package.infolist() if part.filename in _DIRECTORY):
        raise UnpacksTooLarge("工作簿目录")
    try:
        book = fromstring(package.read(_DIRECTORY[0]))
        relations = fromstring(package.read(_DIRECTORY[1]))
    except KeyError as error:
        raise BrokenFile("不是完整的 Excel 工作簿") from error
    except (ParseError, DefusedXmlException, *UNREADABLE) as error:
        raise BrokenFile("工作簿目录无法读取") from error
    targets = {item.get("Id"): item.get("Target", "") for item in relations}
    parts = []
    for item in book.iter():
        if re.sub(r"\{.*\}", "", str(item.tag)) != "sheet":
            continue
        target = targets.get(item.get(_RELATION, ""), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if "chartsheets/" not in part:
            parts.append((item.get("name", ""), part))
    if not parts:
        raise BrokenFile("工作簿里没有工作表")
    if len(parts) > limits.sheet_count:
        raise SheetTooLarge(parts[-1][0], f"第 {len(parts)} 张工作表", f"{limits.sheet_count} 张")
    return parts
