"""The register of studios as people ask for it: who, at which level, since when, with which money, plaque and files.

No personal number is ever read here.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Row

from honours.domain.cycle import Scheme
from honours.domain.documents import DocumentKind
from honours.domain.errors import WrongUse
from honours.domain.money import Money
from honours.domain.studios import LeaderHonour, LeaderTitle, StudioLevel
from honours.storage.unit_of_work import UnitOfWork

_NEAR = 5
_ALL = dict.fromkeys(("studio_no", "scheme", "level", "body_code", "year"))


class UnknownStudio(WrongUse):
    """A number that no studio bears; carries it and near ones."""

    def __init__(self, studio_no: str, near: Sequence[str]) -> None:
        self.studio_no, self.near = studio_no, tuple(near)
        hint = f"相近的有：{'、'.join(near)}。" if near else "编号例如 L2021-003，可用 honours studios list 查看。"
        super().__init__(f"工作室名册中没有编号“{studio_no}”。{hint}")


@dataclass(frozen=True, slots=True)
class Naming:
    """One naming of a studio; amounts in CNY, what is not known is None.

    ``called`` is the name under which the decision named it, where that was written otherwise than in the register.
    ``granted`` is what the level gets once, ``paid`` what the bank has settled of it.
    """

    level: StudioLevel
    named_on: date
    cycle: str | None
    nomination_no: str | None
    decision_no: str | None
    called: str | None
    leader_name: str
    leader_honour: str | None
    team_size: int | None
    team_members: str | None
    granted: Money | None
    paid: Money | None
    paid_on: date | None
    receipt_nos: str | None
    plaque_no: str | None
    hung_on: date | None

    @property
    def is_imported(self) -> bool:
        """Whether it was named before this system; nothing but the register is known of it then."""
        return self.nomination_no is None

    @property
    def year(self) -> int:
        """The year in the studio's file that tells of this naming."""
        return self.named_on.year if self.cycle is None else int(self.cycle[:4])


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a studio's file in its last version; ``file_name`` is its place in the folder of the year."""

    year: int
    part: str
    version: int
    sha256: str
    file_name: str
    made_on: date

    @property
    def is_document(self) -> bool:
        """Whether it is the document of the year; the others are evidence."""
        return self.part == DocumentKind.STUDIO_DOSSIER.value


@dataclass(frozen=True, slots=True)
class Studio:
    """One studio with all its namings, oldest first, and the parts of its file."""

    studio_no: str
    scheme: Scheme
    name: str
    unit_name: str
    unit_uscc: str
    body_code: str
    body_name: str
    namings: tuple[Naming, ...]
    parts: tuple[Part, ...]

    @property
    def now(self) -> Naming:
        """The naming that stands: the last one."""
        return self.namings[-1]

    @property
    def level(self) -> StudioLevel:
        """The level at which it stands."""
        return self.now.level


def studios(
    work: UnitOfWork,
    *,
    studio_no: str | None = None,
    scheme: Scheme | None = None,
    level: StudioLevel | None = None,
    body_code: str | None = None,
    year: int | None = None,
) -> list[Studio]:
    """Return the studios by number; ``year`` asks for those that were named in it, at whatever level."""
    with work:
        return listed(
            work, {"studio_no": studio_no, "scheme": scheme, "level": level, "body_code": body_code, "year": year}
        )


def listed(work: UnitOfWork, asked: Mapping[str, object] | None = None) -> list[Studio]:
    """Return all studios by number, or those that were asked for. The unit of work must have begun."""
    rows = work.run("studios/list_studios", {**_ALL, **(asked or {})}).all()
    numbers = {"studio_nos": [row.studio_no for row in rows]}
    namings = _by_studio(work.run("studios/list_namings", numbers).all())
    parts = _by_studio(work.run("studios/list_parts", numbers).all())
    return [_studio(row, namings.get(row.studio_no, []), parts.get(row.studio_no, [])) for row in rows]


def find_studio(studio_no: str, work: UnitOfWork) -> Studio:
    """Return the studio of this number; raise :class:`UnknownStudio` with near ones."""
    wanted = studio_no.strip().upper()
    found = studios(work, studio_no=wanted)
    if found:
        return found[0]
    with work:
        known = work.run("studios/list_numbers").scalars().all()
    raise UnknownStudio(wanted, difflib.get_close_matches(wanted, known, n=_NEAR, cutoff=0.7))


def honour_label(scheme: Scheme, code: str | None) -> str | None:
    """Return the Chinese word for the leader's honour or title, by the list of the scheme; None when there is none."""
    if code is None:
        return None
    return (LeaderHonour(code) if scheme is Scheme.MODEL_WORKER_STUDIO else LeaderTitle(code)).label


def _by_studio(rows: Sequence[Row[Any]]) -> dict[str, list[Row[Any]]]:
    return {number: list(group) for number, group in groupby(rows, key=lambda row: str(row.studio_no))}


def _studio(row: Row[Any], namings: Sequence[Row[Any]], parts: Sequence[Row[Any]]) -> Studio:
    scheme = Scheme(row.scheme)
    return Studio(
        studio_no=row.studio_no,
        scheme=scheme,
        name=row.name,
        unit_name=row.unit_name,
        unit_uscc=row.unit_uscc,
        body_code=row.body_code,
        body_name=row.body_name,
        namings=tuple(_naming(scheme, row.name, naming) for naming in namings),
        parts=tuple(sorted(map(_part, parts), key=lambda part: (part.year, not part.is_document, part.file_name))),
    )


def _part(row: Row[Any]) -> Part:
    return Part(row.year, row.part, row.version, row.sha256, row.file_name, row.made_on)


def _naming(scheme: Scheme, name: str, row: Row[Any]) -> Naming:
    return Naming(
        level=StudioLevel(row.level),
        named_on=row.named_on,
        cycle=row.cycle,
        nomination_no=row.nomination_no,
        decision_no=row.decision_no,
        called=None if row.project_name in (None, name) else row.project_name,
        leader_name=row.leader_name,
        leader_honour=honour_label(scheme, row.leader_honour),
        team_size=row.team_size,
        team_members=row.team_members,
        granted=None if row.subsidy_cny is None else Money(row.subsidy_cny),
        paid=None if row.paid_cny is None else Money(row.paid_cny),
        paid_on=row.paid_on,
        receipt_nos=row.receipt_nos,
        plaque_no=row.plaque_no,
        hung_on=row.hung_on,
    )
