"""What recommending bodies put into the inbox and when: workbooks, photos of postings, corrections, and wrong files."""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from honours.services.sample.books import corrected_book, late_book, nomination_book
from honours.services.sample.entries import Entry
from honours.services.sample.wrong_files import wrong_files
from honours.services.sample.year import SampleYear

_SHANGHAI = ZoneInfo("Asia/Shanghai")
_ONE_DAY = timedelta(days=1)
_LATE_BODY = "0104"


@dataclass(frozen=True, slots=True)
class Letter:
    """One file on its way into the inbox; ``folder`` is empty where it lies in the inbox itself."""

    name: str
    content: bytes = field(repr=False)
    arrives_at: datetime
    folder: str = ""

    @property
    def filed_as(self) -> str:
        """The name that the submission is filed under."""
        return f"{self.folder}/{self.name}" if self.folder else self.name


def at(day: date, hour: int = 10, minute: int = 0) -> datetime:
    """Return a moment of the day in Shanghai."""
    return datetime.combine(day, time(hour, minute), _SHANGHAI)


def book_name(body_code: str, turn: str = "") -> str:
    """Return the name under which a body sends its workbook; ``turn`` says which sending it is."""
    return f"{body_code}推荐申报表{turn}.xlsx"


def first_letters(year: SampleYear, blanks: dict[str, bytes]) -> Iterator[Letter]:
    """Yield what every body sends first; ``blanks`` are the workbooks that went out, by body code."""
    for place, body in enumerate(year.bodies):
        sent_on = year.sent_on(body.body_code)
        for entry in year.of_body(body.body_code):
            yield from evidence(entry, at(sent_on, 9, place))
        content = own_copy(year, body.body_code, blanks[body.body_code])
        yield Letter(book_name(body.body_code), content, at(sent_on, 10, place), body.body_code)
    yield from wrong_letters(year, blanks)


def own_copy(year: SampleYear, body_code: str, blank: bytes) -> bytes:
    """Return the workbook as the body first filled it in."""
    return nomination_book(blank, year.of_body(body_code), year.slips, saved_on=year.sent_on(body_code))


def wrong_letters(year: SampleYear, blanks: dict[str, bytes]) -> Iterator[Letter]:
    """Yield the files that nobody can use, each to be refused before or instead of being read."""
    on = year.season.calendar.add_working_days(year.season.due_on, -2)
    for place, wrong in enumerate(wrong_files(blanks)):
        yield Letter(wrong.name, wrong.content, at(on, 14, place), wrong.folder)


def second_letters(year: SampleYear, returned: dict[str, bytes]) -> Iterator[Letter]:
    """Yield what the bodies send once their workbook came back.

    ``returned`` are the annotated copies by body code, or its own copy for a body that got none back.
    """
    for place, body in enumerate(year.bodies):
        entries = year.of_body(body.body_code)
        if any(entry.nomination_no in year.slips or entry.nomination_no in year.withdrawn for entry in entries):
            content = corrected_book(
                returned[body.body_code], entries, year.slips, year.withdrawn, saved_on=year.corrected_on
            )
            yield Letter(
                book_name(body.body_code, "（更正）"), content, at(year.corrected_on, 15, place), body.body_code
            )


def late_letters(year: SampleYear, blanks: dict[str, bytes]) -> Iterator[Letter]:
    """Yield what comes after the last day: a longer workbook and one more photo."""
    late_on = year.season.due_on + _ONE_DAY
    content = late_book(blanks[_LATE_BODY], year.of_body(_LATE_BODY), saved_on=late_on)
    yield Letter(book_name(_LATE_BODY, "（补报）"), content, at(late_on, 0, 1), _LATE_BODY)
    yield Letter("补充公示照片.png", photo("补充公示照片"), at(late_on, 9), _LATE_BODY)


def drop(letters: Iterable[Letter], inbox: Path) -> int:
    """Lay the letters in the inbox, each whole at once and with the time of its arrival; return how many."""
    count = 0
    for letter in letters:
        place = inbox / letter.folder / letter.name
        place.parent.mkdir(parents=True, exist_ok=True)
        partial = place.with_name(f"{place.name}.part")
        partial.write_bytes(letter.content)
        moment = letter.arrives_at.timestamp()
        os.utime(partial, (moment, moment))
        partial.replace(place)
        count += 1
    return count


def photo(subject: str) -> bytes:
    """Return a small picture that no other subject has, as PNG."""
    width, height, seed = 48, 32, zlib.crc32(subject.encode())
    rows = b"".join(
        b"\0" + bytes(((x * 5 + y * 3) ^ (seed >> ((x + y) % 24))) & 0xFF for x in range(width)) for y in range(height)
    )
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = (
        (b"IHDR", header),
        (b"tEXt", b"Comment\0" + str(seed).encode()),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def film(subject: str) -> bytes:
    """Return the beginning of a film that no other subject has, as MP4."""
    kind, note = b"ftypisom\0\0\2\0isomiso2mp41", b"free" + subject.encode()
    return b"".join(struct.pack(">I", len(box) + 4) + box for box in (kind, note))


def evidence(entry: Entry, arrives_at: datetime) -> Iterator[Letter]:
    """Yield the files that the nomination names, but for those that were never sent."""
    names = entry.facts["evidence_names"]
    for name in names if isinstance(names, tuple) else ():
        if "未寄出" not in name:
            make = film if name.endswith(".mp4") else photo
            yield Letter(name, make(f"{entry.nomination_no} {name}"), arrives_at, entry.body_code)
