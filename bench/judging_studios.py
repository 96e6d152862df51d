"""Judging model workers' studios by declared rules beside the same checks written by hand, on a throw-away PostgreSQL.

Every rule of the scheme over every application, with the register, the other scheme's year and one visit to ten
applications, counted by rule and verdict; the median of interleaved runs. The target is at most 1.5 times the
hand-written pass. The memory of this process is told too: nothing of the applications passes through it.
"""

from __future__ import annotations

import argparse
import resource
import statistics
from datetime import date
from pathlib import Path

from shared.counting import counting, differing
from shared.database import database, run_file, settle, timed, verdict
from sqlalchemy import text

from honours.domain.cycle import Cycle, Scheme
from honours.services.rulebooks import rulebook

HERE = Path(__file__).parent
CYCLE = Cycle(2026, Scheme.MODEL_WORKER_STUDIO)
CALL_ON, DUE_ON = date(2026, 9, 1), date(2026, 10, 31)
TARGET = 1.5


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rows", type=int, default=1_000_000)
    arguments.add_argument("--rounds", type=int, default=3)
    given = arguments.parse_args()
    by_hand = text((HERE / "judging_studios_by_hand.sql").read_text(encoding="utf-8").replace(":", "\\:"))
    facts, rules = rulebook(CYCLE, CALL_ON, DUE_ON)
    declared = counting(facts, rules)
    with database() as house:
        with house.administrator.begin() as connection:
            connection.execute(text("SET session_replication_role = replica"))
            run_file(connection, HERE / "judging_studios" / "applications.sql", rows=given.rows)
        settle(house.administrator)
        before = _peak_mb()
        hand_times, rule_times = [], []
        with house.owner.connect() as connection:
            for _ in range(given.rounds):
                hand_times.append(timed(lambda: connection.execute(by_hand).one()))
                rule_times.append(timed(lambda: connection.execute(declared).one()))
            wrong = differing(connection.execute(by_hand).one(), connection.execute(declared).one())
        assert not wrong, f"both must count the same: {wrong}"
        hand, by_rules = statistics.median(hand_times), statistics.median(rule_times)
        print(
            f"checked, {given.rows:,} applications, {len(rules)} rules, no storage: by hand {hand:.2f} s, "
            f"by the rules {by_rules:.2f} s, ratio {by_rules / hand:.2f}（{verdict(by_rules / hand, TARGET)}）"
        )
        print(f"memory of the Python side: {before:.0f} MB before, {_peak_mb():.0f} MB at its peak")


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
