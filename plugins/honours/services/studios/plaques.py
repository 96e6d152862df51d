"""The plaques of a cycle's studios (model-studio/9, employee-studio/6): the list for the maker, and when they hang."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row

from honours.domain.cycle import Category, Cycle, Scheme, category_label
from honours.domain.documents import DocumentKind
from honours.domain.errors import RefusedInput, WrongUse
from honours.domain.stages import Stage
from honours.domain.studio_numbers import plaque_no
from honours.domain.studios import StudioLevel
from honours.regulation.office import office
from honours.services.documents.spreadsheet import write_list
from honours.storage.unit_of_work import UnitOfWork

_HEADERS = (
    "序号",
    "牌匾编号",
    "牌匾名称",
    "工作室名称",
    "所在单位",
    "推荐单位",
    "落款",
    "落款日期",
    "命名文号",
    "备注",
)
_FEDERATION = "总工会"


class NothingNamed(WrongUse):
    """No studio of the cycle is in the register, so there is no plaque; carries the cycle."""

    def __init__(self, cycle: Cycle) -> None:
        self.cycle = cycle
        super().__init__(f"{cycle.label}还没有登入名册的工作室，不能登记挂牌。请先公布命名并登入名册。")


class HungBeforeNamed(RefusedInput):
    """The day of hanging lies before the naming; carries the day and the studios."""

    def __init__(self, hung_on: date, studio_nos: Sequence[str]) -> None:
        self.hung_on, self.studio_nos = hung_on, tuple(studio_nos)
        super().__init__(
            f"挂牌日期 {hung_on} 早于命名日期，没有登记任何牌匾：{'、'.join(studio_nos[:10])}"
            f"{'等' if len(studio_nos) > 10 else ''}。请核对日期。"
        )


class NotOfCycle(WrongUse):
    """Studios that the cycle did not name; carries them and those that it did."""

    def __init__(self, cycle: Cycle, studio_nos: Sequence[str], known: Sequence[str]) -> None:
        self.cycle, self.studio_nos, self.known = cycle, tuple(studio_nos), tuple(known)
        super().__init__(
            f"{'、'.join(studio_nos)} 不是{cycle.label}命名的工作室，没有登记任何牌匾。"
            f"本周期命名的有：{'、'.join(known)}。"
        )


@dataclass(frozen=True, slots=True)
class PlaqueList:
    """The list that was laid out: how many plaques it orders, how many of them hang already, and the file's SHA-256."""

    ordered: int
    hung: int
    sha256: str


def plaque_list(cycle: Cycle, on: date, work: UnitOfWork) -> PlaqueList:
    """Lay the list of plaques to be made in the outbox of the notice and return it; the same studios, the same bytes.

    Nothing is laid out, and the list is empty, while the register has no studio of the cycle. What is named later
    makes the next version, with its own date of naming.
    """
    rows = _namings(cycle, work)
    if not rows:
        return PlaqueList(0, 0, "")
    content = write_list(
        f"{cycle.year}年牌匾制作清单",
        _HEADERS,
        [(number, *_cells(cycle.scheme, row)) for number, row in enumerate(rows, 1)],
        fixed_on=max(row.named_on for row in rows),
        notes=(f"{cycle.label}，共 {len(rows)} 块。名称照此刻制，有备注的先核实。",),
    )
    with work:
        sha256 = work.publish(
            content,
            cycle=str(cycle),
            stage=Stage.NOTICE.value,
            kind=DocumentKind.PLAQUE_LIST,
            subject="",
            file_name=f"{cycle.label}牌匾制作清单.xlsx",
            made_on=on,
        )
    return PlaqueList(len(rows), sum(row.hung_on is not None for row in rows), sha256)


def plaques_markdown(cycle: Cycle, work: UnitOfWork) -> str:
    """Return the plaques of the cycle as a table, for the person who records that they hang."""
    headers = ("牌匾编号", "牌匾名称", "工作室名称", "所在单位", "命名日期", "挂牌日期")
    lines = [f"| {' | '.join(headers)} |", f"|{'---|' * len(headers)}"]
    for row in _namings(cycle, work):
        level = StudioLevel(row.level)
        cells = (
            plaque_no(row.studio_no, level),
            plaque_title(cycle.scheme, level),
            row.project_name,
            row.unit_name,
            str(row.named_on),
            str(row.hung_on or "尚未登记"),
        )
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines) if len(lines) > 2 else "本周期还没有登入名册的工作室。"


def record_plaques(
    cycle: Cycle, hung_on: date, by: str, work: UnitOfWork, *, studio_nos: Collection[str] | None = None
) -> int:
    """Record that the plaques of the cycle (or of these studios) hang since ``hung_on``; return how many are new.

    What is recorded already keeps its day, so a retry records none. Raises :class:`NothingNamed`,
    :class:`NotOfCycle` and :class:`HungBeforeNamed`; then nothing is recorded.
    """
    rows = _namings(cycle, work)
    if not rows:
        raise NothingNamed(cycle)
    known = {row.studio_no for row in rows}
    wanted = known if studio_nos is None else {number.strip().upper() for number in studio_nos}
    if wanted - known:
        raise NotOfCycle(cycle, sorted(wanted - known), sorted(known))
    hanging = [row for row in rows if row.studio_no in wanted and row.hung_on is None]
    early = [row.studio_no for row in hanging if hung_on < row.named_on]
    if early:
        raise HungBeforeNamed(hung_on, early)
    if not hanging:
        return 0
    with work:
        return work.run(
            "studios/insert_plaques",
            {
                "hung_on": hung_on,
                "recorded_by": by,
                "studio_nos": [row.studio_no for row in hanging],
                "levels": [row.level for row in hanging],
                "plaque_nos": [plaque_no(row.studio_no, StudioLevel(row.level)) for row in hanging],
            },
            execution_options={"preserve_rowcount": True},
        ).rowcount


def plaque_title(scheme: Scheme, level: StudioLevel) -> str:
    """Return the honour that is engraved above the studio's own name, for example 无锡市示范性劳模创新工作室."""
    city = office().issuer.removesuffix(_FEDERATION)
    return f"{city}{category_label(scheme, Category(level.value))}"


def _namings(cycle: Cycle, work: UnitOfWork) -> Sequence[Row[Any]]:
    with work:
        return work.run("studios/list_plaques", {"cycle": str(cycle)}).all()


def _cells(scheme: Scheme, row: Row[Any]) -> tuple[str, ...]:
    level = StudioLevel(row.level)
    remark = "" if row.project_name == row.name else f"名册中的名称是“{row.name}”，与命名决定不同，请核实后再制作"
    return (
        plaque_no(row.studio_no, level),
        plaque_title(scheme, level),
        row.project_name,
        row.unit_name,
        row.body_name,
        office().issuer,
        f"{row.named_on.year}年{row.named_on.month}月",
        row.decision_no or "",
        remark,
    )


def plaques_left(cycle: Cycle, work: UnitOfWork) -> int:
    """Return how many plaques of the cycle's studios are not recorded as hung."""
    return sum(row.hung_on is None for row in _namings(cycle, work))
