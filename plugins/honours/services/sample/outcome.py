"""What came of the sample's cycle, in figures, and a mark by which two looks at the database can be compared."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import func, select, text

from honours.domain.cycle import Cycle
from honours.domain.money import Money
from honours.storage.tables import metadata, submission
from honours.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The figures of a cycle; ``paid_cny`` is what was settled in all."""

    files: int
    files_returned: int
    workbooks: int
    received: int
    withdrawn: int
    excluded: int
    qualified: int
    proposed: int
    chosen: int
    held: int
    declined: int
    paid: int
    paid_cny: Money
    receipts: int


def outcome_of(cycle: Cycle, work: UnitOfWork) -> Outcome:
    """Return the figures of the cycle as the database has them now."""
    with work:
        row = work.run("sample/count_outcome", {"cycle": str(cycle)}).one()
    return Outcome(**{**row._asdict(), "paid_cny": Money(row.paid_cny)})


def file_count(work: UnitOfWork) -> int:
    """Return how many files were taken in altogether, those of no cycle among them."""
    with work:
        return int(work.connection.execute(select(func.count()).select_from(submission)).scalar_one())


def fingerprint(work: UnitOfWork) -> str:
    """Return a mark over every row of every table, so that the same mark means that nothing changed."""
    marks = []
    with work:
        for table in metadata.sorted_tables:
            # Names of our own tables; every value of every row goes in, the order of rows does not.
            statement = text(f"SELECT count(*), coalesce(sum(hashtextextended(t::text, 0)), 0) FROM {table} AS t")  # noqa: S608
            marks.append(f"{table} {tuple(work.connection.execute(statement).one())}")
    return sha256("\n".join(marks).encode()).hexdigest()
