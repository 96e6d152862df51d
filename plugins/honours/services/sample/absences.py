"""Experts of the sample who cannot score: one never sends a sheet, one steps back in the sheet itself (award/11).

Whoever takes over gives what the expert before them would have given, so that no score and no tie depends on whom the
assignment finds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from honours.domain.assignments import WithdrawalKind
from honours.domain.conflicts import ConflictKind
from honours.services.sample.plants import Plant, PlantKind
from honours.services.sample.scores import TIED_CATEGORY, AskedSheet, Points

RECUSAL_REASON = "看内容是本人指导过的课题，应当回避"


@dataclass(frozen=True, slots=True)
class Absences:
    """Whose sheet never comes, and who steps back from which entry (by its code)."""

    late: AskedSheet
    recused: tuple[str, str]

    def is_sent(self, sheet: AskedSheet) -> bool:
        """Return whether the sheet comes back: whoever is late sends nothing of the category."""
        return (sheet.expert_no, sheet.category) != (self.late.expert_no, self.late.category)

    def reason(self, expert_no: str, code: str) -> str | None:
        """Return why the expert steps back from the entry, or None."""
        return RECUSAL_REASON if (expert_no, code) == self.recused else None

    def with_successors(self, points: Points, later: Sequence[AskedSheet]) -> Points:
        """Return the points with those of the experts who took over on ``later`` sheets."""
        before = {code: (self.late.expert_no, code) for code in self.late.codes}
        before[self.recused[1]] = self.recused
        taken = {(sheet.expert_no, code): points[before[code]] for sheet in later for code in sheet.codes}
        return {**points, **taken}

    def plants(self, numbers: Mapping[str, str]) -> Iterator[Plant]:
        """Yield what must be found: each entry that was taken over and why, and the recusal among the conflicts."""
        for code in self.late.codes:
            yield Plant(PlantKind.REPLACEMENT, numbers[code], self.late.expert_no, WithdrawalKind.LATE.value)
        expert_no, code = self.recused
        yield Plant(PlantKind.REPLACEMENT, numbers[code], expert_no, WithdrawalKind.CONFLICT.value)
        yield Plant(PlantKind.CONFLICT, numbers[code], expert_no, ConflictKind.RECUSAL.value)


def absences(first: Sequence[AskedSheet], numbers: Mapping[str, str]) -> Absences:
    """Return who is late and who steps back, told from the sheets that went out first.

    Neither is of the category with the ties. Late is whoever has least to score, so that others have room for it; who
    steps back is another expert of another category.
    """
    apart = [sheet for sheet in first if sheet.category is not TIED_CATEGORY]
    late = min(apart, key=lambda sheet: (len(sheet.codes), sheet.expert_no, sheet.category.value))
    _, expert_no, code = min(
        (numbers[code], sheet.expert_no, code)
        for sheet in apart
        if sheet.expert_no != late.expert_no and sheet.category is not late.category
        for code in sheet.codes
    )
    return Absences(late, (expert_no, code))
