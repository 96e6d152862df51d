"""Makes the studios' files: archived, versioned, laid in the outbox, the same facts giving the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from honours.domain.cycle import Cycle
from honours.domain.documents import DocumentKind
from honours.domain.errors import WrongUse
from honours.domain.studio_numbers import NamesNoStudios
from honours.services.studios.dossier.facts import Evidence, Facts, facts_of
from honours.services.studios.dossier.folder import document_name, evidence_name, lay, root, studio_folder
from honours.services.studios.dossier.pages import lay_pages
from honours.services.studios.dossier.word import year_document
from honours.services.studios.register import Naming, Studio, find_studio, studios
from honours.storage.archive import NotArchived
from honours.storage.unit_of_work import UnitOfWork

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class NoSuchYear(WrongUse):
    """A studio has no part for the year; carries number, year and the years that there are."""

    def __init__(self, studio_no: str, year: int, known: Sequence[int]) -> None:
        self.studio_no, self.year, self.known = studio_no, year, tuple(known)
        super().__init__(f"{studio_no} 没有 {year} 年的档案，有档案的年份：{'、'.join(str(one) for one in known)}。")


@dataclass(frozen=True, slots=True)
class Made:
    """How many years' files were looked at, and how many parts (documents and evidence) are new or changed."""

    studios: int
    years: int
    changed: int

    def __str__(self) -> str:
        return f"工作室 {self.studios} 个，年度档案 {self.years} 份，新增或更新材料 {self.changed} 件"


@dataclass(frozen=True, slots=True)
class _Piece:
    part: str
    file_name: str
    sha256: str
    content: bytes


def make_dossiers(cycle: Cycle, on: date, work: UnitOfWork) -> Made:
    """Make the file of every studio that the cycle named, for its year, and the index; a retry changes none.

    Raises :class:`NamesNoStudios`.
    """
    if not cycle.scheme.names_studios:
        raise NamesNoStudios(cycle.scheme)
    chosen = [
        (studio, naming)
        for studio in studios(work, scheme=cycle.scheme)
        for naming in studio.namings
        if naming.cycle == str(cycle)
    ]
    return _make(chosen, on, work)


def refresh_dossiers(on: date, work: UnitOfWork, *, studio_no: str | None = None, year: int | None = None) -> Made:
    """Make the files of one studio or of all, of one year or of all, and the index; what says the same stays.

    Raises :class:`UnknownStudio`, and :class:`NoSuchYear` for one studio without that year.
    """
    found = studios(work) if studio_no is None else [find_studio(studio_no, work)]
    chosen = [(studio, naming) for studio in found for naming in studio.namings if year is None or naming.year == year]
    if studio_no is not None and year is not None and not chosen:
        raise NoSuchYear(found[0].studio_no, year, sorted({naming.year for naming in found[0].namings}))
    return _make(chosen, on, work)


def _make(chosen: Sequence[tuple[Studio, Naming]], on: date, work: UnitOfWork) -> Made:
    # Named twice within one year: the later naming tells of both.
    years = {(studio.studio_no, naming.year): (studio, naming) for studio, naming in chosen}
    numbers = [naming.nomination_no for _, naming in years.values() if naming.nomination_no is not None]
    with work:
        facts = facts_of(numbers, work)
    changed = sum(
        _make_year(studio, naming, facts.get(naming.nomination_no or "", Facts()), on, work)
        for studio, naming in years.values()
    )
    lay_pages(work)
    return Made(len({studio for studio, _ in years}), len(years), changed)


def _make_year(studio: Studio, naming: Naming, facts: Facts, on: date, work: UnitOfWork) -> int:
    """Archive and lay out one year of one studio; return how many of its parts are new or changed."""
    evidence, lost = _evidence(facts.evidence, work)
    content = year_document(studio, naming, facts, lost)
    name = document_name(studio, naming.year)
    with work:
        work.run("studios/lock_file", {"studio_no": studio.studio_no})
        sha256 = work.keep(content, name=name, media_type=_DOCX, origin="produced")
        pieces = [_Piece(DocumentKind.STUDIO_DOSSIER.value, name, sha256, content), *evidence]
        changed = work.run(
            "studios/insert_parts",
            {
                "studio_no": studio.studio_no,
                "year": naming.year,
                "made_on": on,
                "parts": [piece.part for piece in pieces],
                "sha256s": [piece.sha256 for piece in pieces],
                "file_names": [piece.file_name for piece in pieces],
            },
            execution_options={"preserve_rowcount": True},
        ).rowcount
        # Before the lock is let go, so that an older file never covers a newer one.
        folder = root(work.settings) / studio_folder(studio) / str(naming.year)
        for piece in pieces:
            lay(folder / piece.file_name, piece.content)
    return changed


def _evidence(named: Sequence[Evidence], work: UnitOfWork) -> tuple[list[_Piece], list[str]]:
    """Return the files out of the archive, and the SHA-256 of those that are not in it."""
    pieces, lost = [], []
    for number, one in enumerate(named, 1):
        if one.sha256 is None:
            continue
        try:
            content = work.archive.get(one.sha256)
        except NotArchived:
            lost.append(one.sha256)
        else:
            pieces.append(_Piece(f"evidence/{one.name}", evidence_name(number, one.name), one.sha256, content))
    return pieces, lost
