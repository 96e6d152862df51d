"""Sealed score sheets: which of them count, what they say, and the one hash over all of them (award/11)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row

from honours.domain.cycle import Category, Cycle
from honours.domain.errors import EnvironmentFault
from honours.domain.policies import ReviewPolicy
from honours.regulation.forms import Mark
from honours.services.intake.reading import read_workbook
from honours.services.intake.refusals import ReadingFailed
from honours.services.review.score_reading import GivenScore, read_scores, sheet_in
from honours.storage.archive import ArchiveDamaged, NotArchived
from honours.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Seal:
    """One sealed sheet; ``nomination_nos`` are the entries that it scores or refuses to score."""

    seal_id: int
    cycle: Cycle
    category: Category
    expert_no: str
    seal_no: int
    submission_id: int
    sha256: str
    nomination_nos: tuple[str, ...]

    @property
    def label(self) -> str:
        """How people name the sheet."""
        return f"专家 {self.expert_no} 的“{self.cycle.category_label(self.category)}”评分表第 {self.seal_no} 份"


class SheetNotAsSealed(EnvironmentFault):
    """A sealed sheet is no longer what was sealed; carries the seal and why."""

    def __init__(self, seal: Seal, why: str) -> None:
        self.seal, self.why = seal, why
        super().__init__(f"{seal.label}（{seal.sha256}）与封存时不符：{why}。请停止开启，保留现场并从备份恢复档案。")


@dataclass(frozen=True, slots=True)
class SealedScore:
    """What an expert gave to one entry, and by which seal."""

    seal: Seal
    nomination_no: str
    given: GivenScore


def seals_of(cycle: Cycle, work: UnitOfWork) -> list[Seal]:
    """Return all seals of the cycle in the order in which they were made; ``work`` must have begun."""
    return [_seal(row) for row in work.run("review/list_seals", {"cycle": str(cycle)})]


def seals_sha256(seals: Iterable[Seal]) -> str:
    """Return the hash over all seals: whose they are, their numbers and the files, in one order."""
    lines = sorted(f"{one.category.value} {one.expert_no} {one.seal_no} {one.sha256}\n" for one in seals)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def counting(seals: Sequence[Seal]) -> dict[tuple[str, str], Seal]:
    """Return by expert and entry the seal that counts: the last one of the expert that holds the entry."""
    return {
        (seal.expert_no, number): seal
        for seal in sorted(seals, key=lambda one: one.seal_no)
        for number in seal.nomination_nos
    }


def read_seal(seal: Seal, policy: ReviewPolicy, codes: Mapping[str, str], work: UnitOfWork) -> Iterator[SealedScore]:
    """Yield what the archived sheet says of the entries that it was sealed for; ``codes`` are by nomination number.

    Raise :class:`SheetNotAsSealed` when the file is gone, changed or another expert's, or does not say what was
    sealed.
    """
    try:
        workbook = read_workbook(work.archive.get(seal.sha256))
    except (NotArchived, ArchiveDamaged, ReadingFailed) as error:
        raise SheetNotAsSealed(seal, str(error)) from error
    marks, expected = workbook.marks(), _marks(seal)
    wrong = [name for name, value in expected.items() if marks.get(name) != value]
    sheet = sheet_in(workbook, policy)
    if wrong or sheet is None:
        raise SheetNotAsSealed(seal, f"档案中的文件不是这份评分表（{'、'.join(wrong) or '没有评分页'}）")
    of_code = {codes.get(number, number): number for number in seal.nomination_nos}
    read = read_scores(sheet, policy, frozenset(of_code), frozenset(of_code))
    if read.findings:
        raise SheetNotAsSealed(seal, f"其中 {len(read.findings)} 处不能读取")
    for given in read.given:
        yield SealedScore(seal, of_code[given.code], given)


def _marks(seal: Seal) -> dict[str, str]:
    return {Mark.CYCLE: str(seal.cycle), Mark.CATEGORY: seal.category.value, Mark.EXPERT_NO: seal.expert_no}


def _seal(row: Row[Any]) -> Seal:
    return Seal(
        row.seal_id,
        Cycle.parse(row.cycle),
        Category(row.category),
        row.expert_no,
        row.seal_no,
        row.submission_id,
        row.sha256,
        tuple(row.nomination_nos),
    )
