"""Finding the conflicts of a whole cycle in one pass, beside asking pair by pair, on a throw-away PostgreSQL.

2 000 entries of five people each and 400 experts with collaborations, former units and declared interests; three
earlier years of as many entries. Pair by pair is measured on a share of the pairs and reckoned up, because it is slow.
"""

from __future__ import annotations

import argparse
import statistics
from datetime import date
from pathlib import Path

from shared.database import database, run_file, settle, timed
from sqlalchemy import text

from honours.domain.cycle import Cycle, Scheme
from honours.services.review.conflicts import find_conflicts
from honours.services.review.conflicts.finding import ConflictCounts
from honours.storage.unit_of_work import UnitOfWork

HERE = Path(__file__).parent
CYCLE, ON = Cycle(2025, Scheme.ACHIEVEMENT_AWARD), date(2025, 11, 10)
ASKED_EXPERTS = 4
SEATS = 5


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--entries", type=int, default=2_000)
    arguments.add_argument("--experts", type=int, default=400)
    arguments.add_argument("--rounds", type=int, default=5)
    given = arguments.parse_args()
    with database() as house:
        with house.administrator.begin() as connection:
            connection.execute(text("SET session_replication_role = replica"))
            run_file(connection, HERE / "conflicts" / "rows.sql", entries=given.entries, experts=given.experts)
        settle(house.administrator)
        found: list[ConflictCounts] = []
        first = timed(lambda: found.append(find_conflicts(CYCLE, ON, house.work)))
        again = statistics.median(timed(lambda: find_conflicts(CYCLE, ON, house.work)) for _ in range(given.rounds))
        seated = _seat(house.work)
        pairwise = timed(lambda: _pair_by_pair(house.work)) * given.experts / ASKED_EXPERTS
    pairs = given.entries * given.experts
    print(f"{given.entries:,} entries x {given.experts:,} experts, {pairs:,} pairs: {found[0]}")
    print(f"{SEATS} experts for each entry through the trigger that refuses conflicts: {seated:.2f} s")
    print(
        f"one pass {first:.2f} s, again {again:.2f} s; pair by pair about {pairwise:.0f} s ({pairwise / first:.0f} x)"
    )


def _seat(work: UnitOfWork) -> float:
    """Return how long it takes to write the pairs of an assignment when each is looked at by the trigger."""
    with work:
        for statement in (
            "CREATE TEMPORARY TABLE seat (nomination_no text, expert_no text) ON COMMIT DROP",
            "CREATE TRIGGER refuse_conflicted BEFORE INSERT ON seat"
            " FOR EACH ROW EXECUTE FUNCTION honours.refuse_conflicted()",
        ):
            work.connection.execute(text(statement))
        seats = text(
            "INSERT INTO seat SELECT nomination_no, expert_no FROM ("
            " SELECT n.nomination_no, e.expert_no, row_number() OVER (PARTITION BY n.nomination_no) AS place"
            "   FROM honours.nomination AS n CROSS JOIN honours.expert AS e"
            "  WHERE n.cycle = :cycle AND NOT EXISTS (SELECT FROM honours.standing_conflict AS c"
            "        WHERE c.nomination_no = n.nomination_no AND c.expert_no = e.expert_no)) AS free"
            " WHERE place <= :seats"
        )
        values = {"cycle": str(CYCLE), "seats": SEATS}
        bare = timed(lambda: work.connection.execute(text(seats.text.replace("INSERT INTO seat", "")), values).all())
        return timed(lambda: work.connection.execute(seats, values)) - bare


def _pair_by_pair(work: UnitOfWork) -> None:
    """Ask of each entry and some experts whether a name is in common, as a program does that loads both."""
    with work:
        experts = work.connection.execute(
            text("SELECT expert_no, name FROM honours.expert LIMIT :n"), {"n": ASKED_EXPERTS}
        )
        numbers = work.connection.scalars(
            text("SELECT nomination_no FROM honours.nomination WHERE cycle = :cycle"), {"cycle": str(CYCLE)}
        ).all()
        asked = text(
            "SELECT EXISTS (SELECT FROM honours.nomination_person WHERE nomination_no = :no"
            " AND name_key = honours.name_key(:name))"
        )
        for one in experts.all():
            for number in numbers:
                work.connection.execute(asked, {"no": number, "name": one.name})


if __name__ == "__main__":
    main()
