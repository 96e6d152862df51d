"""The names that no blind expert may read: of everybody and every unit and body of the cycle, also for short."""

from __future__ import annotations

import re

from honours.domain.cycle import Cycle
from honours.domain.facts import Speciality
from honours.regulation.expert_view import expert_view
from honours.storage.unit_of_work import UnitOfWork

# What a sheet says of every entry of a trade tells nothing of one unit, even of one that is called so.
_ORDINARY = frozenset(speciality.label for speciality in Speciality)
_SEPARATORS = re.compile(r"[、,，;；/|\s]+")


def names_of(cycle: Cycle, work: UnitOfWork) -> frozenset[str]:
    """Return persons, team members, inventors, payees, units, patentees, bodies and nomination numbers of the cycle.

    Units and bodies come with their short forms. ``work`` must have begun.
    """
    short = expert_view().short
    found: set[str] = set()
    for row in work.run("review/list_names", {"cycle": str(cycle)}):
        if row.is_organisation:
            found |= short.of(row.name.strip())
        else:
            found |= {one for one in _SEPARATORS.split(row.name) if len(one) >= short.least}
    return frozenset(found) - _ORDINARY
