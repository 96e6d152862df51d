"""What the bodies put into the inbox in a studio cycle: workbooks, evidence, corrections, wrong and late files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from honours.domain.cycle import Cycle
from honours.services.sample.books import corrected_book, late_book, nomination_book
from honours.services.sample.cycles import sample_cycles
from honours.services.sample.letters import Letter, at, evidence, photo
from honours.services.sample.playing import Files
from honours.services.sample.wrong_files import own_making
from honours.services.sample.year import SampleYear

_ONE_DAY = timedelta(days=1)
# Who sends too late, and who sends what nobody can use.
_LATE_BODY, _CUT_OFF_BODY, _OWN_WAY_BODY = "0104", "0303", "0202"


def book_name(cycle: Cycle, body_code: str, turn: str = "") -> str:
    """Return the name under which a body sends its workbook; ``turn`` says which sending it is."""
    return f"{body_code}{cycle.label}申报表{turn}.xlsx"


def first_letters(year: SampleYear, blanks: Files) -> Iterator[Letter]:
    """Yield what every body sends first; ``blanks`` are the workbooks that went out, by body code."""
    for place, body in enumerate(year.bodies):
        sent_on = year.sent_on(body.body_code)
        for entry in year.of_body(body.body_code):
            yield from evidence(entry, at(sent_on, 9, place))
        content = own_copy(year, body.body_code, blanks[body.body_code])
        yield Letter(book_name(year.season.cycle, body.body_code), content, at(sent_on, 10, place), body.body_code)


def own_copy(year: SampleYear, body_code: str, blank: bytes) -> bytes:
    """Return the workbook as the body first filled it in."""
    return nomination_book(blank, year.of_body(body_code), year.slips, saved_on=year.sent_on(body_code))


def returned_whole(year: SampleYear) -> Iterator[str]:
    """Yield the names under which those workbooks are filed in which no row is without a slip."""
    for body in year.bodies:
        entries = year.of_body(body.body_code)
        if all(entry.nomination_no in year.slips for entry in entries):
            yield f"{body.body_code}/{book_name(year.season.cycle, body.body_code)}"


def wrong_letters(year: SampleYear, blanks: Files) -> Iterator[Letter]:
    """Yield the files that nobody can use: one cut off on its way, one of somebody's own making."""
    cycle, on = year.season.cycle, year.season.calendar.add_working_days(year.season.due_on, -2)
    cut_off = blanks[_CUT_OFF_BODY][: len(blanks[_CUT_OFF_BODY]) // 2]
    yield Letter(f"{cycle.label}申报表（下载中断）.xlsx", cut_off, at(on, 14), _CUT_OFF_BODY)
    yield Letter(f"{cycle.label}自制申报表.xlsx", own_making(on), at(on, 14, 1), _OWN_WAY_BODY)


def second_letters(year: SampleYear, blanks: Files, returned: Files) -> Iterator[Letter]:
    """Yield what the bodies send once their workbook came back, or when they take something back."""
    cycle = year.season.cycle
    for place, body in enumerate(year.bodies):
        code, entries = body.body_code, year.of_body(body.body_code)
        if any(entry.nomination_no in year.slips or entry.nomination_no in year.withdrawn for entry in entries):
            # A body whose workbook was taken whole got nothing back and works on a copy of its own.
            copy = returned.get(book_name(cycle, code)) or own_copy(year, code, blanks[code])
            content = corrected_book(copy, entries, year.slips, year.withdrawn, saved_on=year.corrected_on)
            yield Letter(book_name(cycle, code, "（更正）"), content, at(year.corrected_on, 15, place), code)


def late_letters(year: SampleYear, blanks: Files) -> Iterator[Letter]:
    """Yield what comes after the last day: a longer workbook and one more file of evidence."""
    cycle, late_on = year.season.cycle, year.season.due_on + _ONE_DAY
    content = late_book(blanks[_LATE_BODY], year.of_body(_LATE_BODY), saved_on=late_on)
    yield Letter(book_name(cycle, _LATE_BODY, "（补报）"), content, at(late_on, 0, 1), _LATE_BODY)
    # While another cycle collects, evidence is in time for that one.
    if not any(one.call_on <= late_on <= one.due_on for one in sample_cycles() if one.cycle != cycle):
        name = f"{cycle.label}补充材料.png"
        yield Letter(name, photo(name), at(late_on, 9), _LATE_BODY)
