"""Lays texts that are close side by side for the people who decide about them (相似申报对照表)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import Row

from honours.domain.cycle import Category, Cycle
from honours.domain.documents import DocumentKind
from honours.domain.resemblance import Kinship
from honours.domain.stages import Stage
from honours.services.documents.marked import Marked
from honours.services.documents.spreadsheet import Sheet, Value, write_sheets
from honours.services.resemblance.grams import grams, shared_runs
from honours.storage.unit_of_work import UnitOfWork

FILE_NAME = f"{DocumentKind.SIMILAR_TEXTS.label}.xlsx"
_HEADERS = ("序号", "相同比例", "对照项是", "本项", "本项内容", "对照项", "对照项内容")
_WIDEST = 64
_NOTES = (
    "两篇都有的片段标为红色并加下划线；标点、空格、字母大小写和全角半角不计。",
    "相近不等于抄袭：由人对照原件和完成时间认定。改进后再报的，看改了什么。",
)


def publish_pairs(cycle: Cycle, gram_length: int, work: UnitOfWork) -> int:
    """Lay the list in the outbox of the review and return how many pairs it has; without any there is no list.

    The same pairs give the same file, whenever it is made.
    """
    with work:
        rows = work.run("resemblance/list_pairs", {"cycle": str(cycle)}).all()
        if rows:
            found_on = max(row.found_on for row in rows)
            listed = [_cells(number, row, gram_length) for number, row in enumerate(rows, start=1)]
            title = DocumentKind.SIMILAR_TEXTS.label
            work.publish(
                write_sheets([Sheet(title, _HEADERS, listed, _NOTES, _WIDEST)], fixed_on=found_on),
                cycle=str(cycle),
                stage=Stage.REVIEW.value,
                kind=DocumentKind.SIMILAR_TEXTS,
                subject="",
                file_name=FILE_NAME,
                made_on=found_on,
            )
    return len(rows)


def _cells(number: int, row: Row[Any], gram_length: int) -> tuple[Value, ...]:
    first, second = grams(row.content, gram_length), grams(row.other_content, gram_length)
    return (
        number,
        f"较短一篇的{_percent(row.contained_percent)}\n两篇合计的{_percent(row.common_percent)}",
        Kinship(row.kinship).label,
        _named(row.nomination_no, row.cycle, row.category, row.person_name, row.unit_name, row.body_name),
        Marked(row.content, shared_runs(row.content, second, gram_length)),
        _named(
            row.other_no,
            row.other_cycle,
            row.other_category,
            row.other_person_name,
            row.other_unit_name,
            row.other_body_name,
        ),
        Marked(row.other_content, shared_runs(row.other_content, first, gram_length)),
    )


def _named(number: str, cycle: str, category: str, person_name: str, unit_name: str, body_name: str) -> str:
    of = Cycle.parse(cycle)
    return "\n".join((number, f"{of.year}年 {Category(category).label}", person_name, unit_name, body_name))


def _percent(share: Decimal) -> str:
    return f"{share:.1f}%"
