"""Compares what the nominations of a cycle say with each other and with all that was ever nominated before.

Signatures stand in the database, so that a text of an earlier year is read once and then only when it seems near one
of this year's. What is held in memory are the signatures of this year's and one batch of the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, select

from honours.domain.cycle import Cycle
from honours.domain.resemblance import Closeness
from honours.regulation.closeness import closeness_on
from honours.services.resemblance.grams import grams
from honours.services.resemblance.pairs import Pair, confirmed
from honours.services.resemblance.side_by_side import publish_pairs
from honours.services.resemblance.sketches import Index, from_bytes, recipe, signature, to_bytes
from honours.services.stages import CycleNotOpen
from honours.storage.tables import cycle as cycle_table
from honours.storage.unit_of_work import UnitOfWork

_BATCH = 2_000
# A person looks at a few of them; a text that hundreds have in common would otherwise fill the table with its square.
_MOST_OF_ONE = 50


@dataclass(frozen=True, slots=True)
class ComparedCounts:
    """What stands after the comparison of a cycle; ``new_pairs`` is what this call added, a retry adds none."""

    compared: int
    too_short: int
    resembling: int
    new_pairs: int

    def __str__(self) -> str:
        return (
            f"已比对{self.compared}项，内容过短未比对{self.too_short}项，"
            f"与其他申报相近{self.resembling}项（本次新增{self.new_pairs}对）"
        )


def compare_texts(cycle: Cycle, on: date, work: UnitOfWork) -> ComparedCounts:
    """Compare every recommended nomination once, store which others it resembles, and lay both side by side.

    A retry adds nothing. Raises :class:`CycleNotOpen`.
    """
    with work:
        terms = closeness_of(cycle, work)
        _sign(cycle, terms, work)
        key = {"cycle": str(cycle), "least_grams": terms.least_grams}
        due = work.run("resemblance/list_due", key).all()
        added, text_count = _compare(key, due, on, terms, work) if due else (0, 1)
        work.run("resemblance/insert_comparisons", {**key, "text_count": text_count, "on": on})
        counts = work.run("resemblance/count_comparisons", key).one()
    publish_pairs(cycle, terms.gram_length, work)
    return ComparedCounts(counts.compared, counts.too_short, counts.resembling, added)


def closeness_of(cycle: Cycle, work: UnitOfWork) -> Closeness:
    """Return from when on texts of the cycle are close; the unit of work must have begun.

    Raises :class:`CycleNotOpen`.
    """
    found = work.connection.scalar(select(cycle_table.c.nominations_due_on).where(cycle_table.c.cycle == str(cycle)))
    if found is None:
        raise CycleNotOpen(cycle)
    return closeness_on(found)


def _sign(cycle: Cycle, terms: Closeness, work: UnitOfWork) -> None:
    made_by = recipe(terms.gram_length)
    key = {"cycle": str(cycle), "recipe": made_by, "most": _BATCH}
    after = ""
    while rows := work.run("resemblance/list_unsigned", {**key, "after": after}).all():
        after = rows[-1].nomination_no
        counts, signatures = [], []
        for row in rows:
            found = grams(row.content, terms.gram_length)
            counts.append(len(found))
            signatures.append(to_bytes(signature(found)))
        work.run(
            "resemblance/upsert_signatures",
            {
                "recipe": made_by,
                "nomination_nos": [row.nomination_no for row in rows],
                "revisions": [row.revision for row in rows],
                "gram_counts": counts,
                "signatures": signatures,
            },
        )


def _compare(
    key: dict[str, Any], due: Sequence[Row[Any]], on: date, terms: Closeness, work: UnitOfWork
) -> tuple[int, int]:
    """Store the pairs; return how many are new and how many texts there were to compare with."""
    index = Index([row.nomination_no for row in due], [from_bytes(row.signature) for row in due], terms.common_percent)
    added, text_count = 0, 0
    found_of: dict[str, int] = {}
    for batch in _batches(key, work):
        text_count += len(batch)
        near: dict[str, list[str]] = {}
        for row in batch:
            candidates = index.near(from_bytes(row.signature))
            open_ones = [name for name in candidates if found_of.get(name, 0) < _MOST_OF_ONE]
            near[row.nomination_no] = [name for name in open_ones if name != row.nomination_no]
        pairs = list(_confirmed({other: names for other, names in near.items() if names}, terms, work))
        for pair in pairs:
            found_of[pair.name] = found_of.get(pair.name, 0) + 1
        added += _store(pairs, on, work)
    return added, text_count


def _batches(key: dict[str, Any], work: UnitOfWork) -> Iterator[Sequence[Row[Any]]]:
    streamed = work.run("resemblance/list_signatures", key, execution_options={"yield_per": _BATCH})
    # Asked for by size: without it one batch holds all rows.
    yield from streamed.partitions(_BATCH)


def _confirmed(near: dict[str, list[str]], terms: Closeness, work: UnitOfWork) -> Iterator[Pair]:
    """Yield the pairs that are close indeed, by reading only the texts that seem near."""
    numbers = sorted({*near, *(name for names in near.values() for name in names)})
    if not numbers:
        return
    rows = work.run("resemblance/list_texts", {"nomination_nos": numbers})
    sets = {row.nomination_no: grams(row.content, terms.gram_length) for row in rows}
    for other, names in near.items():
        yield from confirmed(other, sets[other], {name: sets[name] for name in names}, terms)


def _store(pairs: Sequence[Pair], on: date, work: UnitOfWork) -> int:
    if not pairs:
        return 0
    stored = work.run(
        "resemblance/insert_resemblances",
        {
            "nomination_nos": [pair.name for pair in pairs],
            "other_nos": [pair.other for pair in pairs],
            "commons": [pair.likeness.common for pair in pairs],
            "containeds": [pair.likeness.contained for pair in pairs],
            "on": on,
        },
        execution_options={"preserve_rowcount": True},
    )
    return stored.rowcount
