"""Judging by declared rules beside the same checks written by hand, in one run on a throw-away PostgreSQL.

Two comparisons, each the median of interleaved runs:

- *checked*: every rule over every nomination, counted by rule and verdict; no verdict is stored on either side.
  The target is at most 1.5 times the hand-written pass.
- *stored*: ``judge`` itself, which stores one verdict a nomination and rule, beside a bare INSERT of the very same rows
  from a table that already holds them. On fewer nominations, because it writes about 20 rows for each of them.
"""

from __future__ import annotations

import argparse
import statistics
from datetime import date
from pathlib import Path

from shared.counting import counting, differing
from shared.database import database, empty, lay_nominations, run_file, settle, timed, verdict
from sqlalchemy import Engine, text

from honours.domain.cycle import Cycle, Scheme
from honours.domain.stages import Examination
from honours.services.judgement import judge
from honours.services.rulebooks import rulebook
from honours.storage.unit_of_work import UnitOfWork

HERE = Path(__file__).parent
CYCLE = Cycle(2025, Scheme.ACHIEVEMENT_AWARD)
CALL_ON, DUE_ON = date(2025, 9, 1), date(2025, 10, 31)
TARGET = 1.5


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rows", type=int, default=1_000_000)
    arguments.add_argument("--stored-rows", type=int, default=50_000)
    arguments.add_argument("--rounds", type=int, default=3)
    given = arguments.parse_args()
    with database() as house:
        lay_nominations(house.administrator, given.stored_rows)
        _compare_stored(house.owner, house.work, given.stored_rows)
        lay_nominations(house.administrator, given.rows)
        with house.administrator.begin() as connection:
            connection.execute(text("SET session_replication_role = replica"))
            run_file(connection, HERE / "judging" / "doubts.sql")
        settle(house.administrator)
        _compare_checked(house.owner, given.rows, given.rounds)


def _compare_checked(owner: Engine, rows: int, rounds: int) -> None:
    by_hand = text((HERE / "judging_by_hand.sql").read_text(encoding="utf-8").replace(":", "\\:"))
    declared = counting(*rulebook(CYCLE, CALL_ON, DUE_ON))
    hand_times, rule_times = [], []
    with owner.connect() as connection:
        for _ in range(rounds):
            hand_times.append(timed(lambda: connection.execute(by_hand).one()))
            rule_times.append(timed(lambda: connection.execute(declared).one()))
        wrong = differing(connection.execute(by_hand).one(), connection.execute(declared).one())
    assert not wrong, f"both must count the same: {wrong}"
    hand, rules = statistics.median(hand_times), statistics.median(rule_times)
    _tell(f"checked, {rows:,} nominations, no storage", hand, rules, f"（{verdict(rules / hand, TARGET)}）")


def _compare_stored(owner: Engine, work: UnitOfWork, rows: int) -> None:
    judged = timed(lambda: judge(CYCLE, Examination.POSTING, DUE_ON, work))
    with owner.begin() as connection:
        connection.execute(text("CREATE TEMPORARY TABLE kept AS SELECT * FROM honours.verdict"))
        empty(connection, "verdict")
        copied = timed(lambda: connection.execute(text("INSERT INTO honours.verdict SELECT * FROM kept")))
        count = connection.execute(text("SELECT count(*) FROM honours.verdict")).scalar_one()
    _tell(f"stored, {rows:,} nominations, {count:,} verdicts, against their bare INSERT", copied, judged)


def _tell(what: str, by_hand: float, by_rules: float, verdict_says: str = "") -> None:
    ratio = f"ratio {by_rules / by_hand:.2f}{verdict_says}"
    print(f"{what}: by hand {by_hand:.2f} s, by the rules {by_rules:.2f} s, {ratio}")


if __name__ == "__main__":
    main()
