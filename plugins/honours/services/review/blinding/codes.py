"""The blind codes of a cycle's entries: from a keyed SHA-256, so that neither code nor order tells anything.

Without the key of the house nobody can try out numbers until one fits; with it audit can make the codes anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from honours.domain.cycle import Cycle
from honours.storage.tables import blind_code
from honours.storage.unit_of_work import UnitOfWork
from honours.storage.vault import Vault

# Letters only and none that is read as another: no digits of a body, no number that Excel would compute with.
_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
_LENGTH, _HALF = 8, 4


def assign_codes(cycle: Cycle, nomination_nos: Sequence[str], work: UnitOfWork) -> dict[str, str]:
    """Return the code of each entry after giving those a code that had none; codes stay. ``work`` must have begun."""
    standing = codes_of(cycle, work)
    taken = set(standing.values())
    rows = []
    for number in sorted(set(nomination_nos) - set(standing)):
        code = next(one for one in candidates(cycle, number, work.vault) if one not in taken)
        taken.add(code)
        rows.append({"cycle": str(cycle), "nomination_no": number, "code": code})
    if rows:
        work.connection.execute(insert(blind_code).on_conflict_do_nothing(), rows)
        standing = codes_of(cycle, work)
    return {number: standing[number] for number in nomination_nos}


def codes_of(cycle: Cycle, work: UnitOfWork) -> dict[str, str]:
    """Return the codes that stand, by nomination number; ``work`` must have begun."""
    rows = work.connection.execute(
        select(blind_code.c.nomination_no, blind_code.c.code).where(blind_code.c.cycle == str(cycle))
    )
    return {row.nomination_no: row.code for row in rows}


def candidates(cycle: Cycle, nomination_no: str, vault: Vault) -> Iterator[str]:
    """Yield the codes that an entry may have, the first of which it has unless another entry has it."""
    turn = 0
    while True:
        number = int.from_bytes(vault.index(f"blind {cycle} {nomination_no} {turn}"))
        letters = ""
        for _ in range(_LENGTH):
            number, place = divmod(number, len(_LETTERS))
            letters += _LETTERS[place]
        yield f"{letters[:_HALF]}-{letters[_HALF:]}"
        turn += 1
