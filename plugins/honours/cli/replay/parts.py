"""Which cycles are played, and what each of them is played with."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from honours.cli.replay.answers import Answers
from honours.cli.replay.errors import NoSuchSample, RealDataHere
from honours.cli.replay.mailbox import Mailbox
from honours.cli.replay.playing import Part
from honours.domain.cycle import Cycle
from honours.domain.stages import Stage
from honours.services.call.producing import active_bodies
from honours.services.sample.cycles import sample_cycles
from honours.services.sample.plants import Ledger
from honours.services.sample.playing import PlannedCycle
from honours.services.sample.samples import sample_of
from honours.services.stages import is_done as is_stage_done
from honours.storage.settings import Settings
from honours.storage.unit_of_work import UnitOfWork


def chosen_cycles(only: Sequence[str]) -> tuple[PlannedCycle, ...]:
    """Return the invented cycles named in ``only``, in the order of the years; all of them when none is named.

    Raises :class:`UnknownCycle` and :class:`NoSuchSample`.
    """
    known = sample_cycles()
    asked = {Cycle.parse(text) for text in only}
    strange = asked - {planned.cycle for planned in known}
    if strange:
        raise NoSuchSample(sorted(strange), [planned.cycle for planned in known])
    return tuple(planned for planned in known if not asked or planned.cycle in asked)


def parts_of(planned: Sequence[PlannedCycle], work: UnitOfWork) -> tuple[Part, ...]:
    """Return each cycle with its sample, its ledger, and the people of the replay."""
    parts = []
    for one in planned:
        sample = sample_of(one)
        ledger = Ledger(ledger_file(one.cycle, work.settings))
        parts.append(Part(Mailbox(sample, ledger, work), Answers(sample, work)))
    return tuple(parts)


def ledger_file(cycle: Cycle, settings: Settings) -> Path:
    """Return where the planted faults of a cycle are written down."""
    return settings.var / "demo" / f"planted-{cycle.slug}.json"


def refuse_real_data(parts: Sequence[Part], work: UnitOfWork) -> None:
    """Raise :class:`RealDataHere` when the database holds bodies that no demo brought; open the ledgers otherwise."""
    known = [ledger_file(planned.cycle, work.settings) for planned in sample_cycles()]
    if active_bodies(work) and not any(file.exists() for file in known):
        raise RealDataHere(parts[0].mailbox.cycle, work.settings.var)
    for part in parts:
        part.mailbox.ledger.add(())


def is_done(cycle: Cycle, work: UnitOfWork) -> bool:
    """Return whether the cycle has been played to its end."""
    return is_stage_done(cycle, Stage.DISBURSEMENT, work)
