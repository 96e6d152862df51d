"""A million payments with a million bank lines by ``reconcile``, beside the bare SQL hash join and the same inserts.

Four figures, each the median of interleaved rounds:

- *found*: only which payment belongs to which line, nothing written: the join of the project beside the bare hash join;
- *by hand*: the bare join and its rows written into the same tables with their keys and foreign keys, but with the
  guards around the money switched off (award/14, award/18); every row of ours is among them;
- *guarded* (with ``--guarded``, as it takes as long again): the same statements with the guards on, which is the least
  that records proved by the database can cost;
- *reconcile*: the whole service, with locks, the moves of the payments and the list of what stays open.

The target is at most 1.5 times for the exact part: found, and reconcile beside the work by hand. The bare join does not
know which payments are sent: looking that up in a million histories costs several times the join, and little beside
the keys and foreign keys that every written row is checked against.
"""

from __future__ import annotations

import argparse
import statistics
from datetime import date
from pathlib import Path

from shared.database import House, database, run_file, settle, timed, verdict
from sqlalchemy import Connection, text

from honours.services.disbursement.matching import ReconcileCounts, reconcile

HERE = Path(__file__).parent
ON = date(2026, 5, 7)
WRITTEN = ("payment_match", "statement_line_use", "payment_move")
BARE = """
SELECT count(*) FROM honours.payment AS p
  JOIN honours.statement_line AS l ON l.bank_ref = p.bank_ref AND l.amount_cny = -p.amount_cny
"""
TARGET = 1.5


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rows", type=int, default=1_000_000)
    arguments.add_argument("--rounds", type=int, default=1)
    arguments.add_argument("--guarded", action="store_true")
    given = arguments.parse_args()
    with database() as house:
        with house.administrator.begin() as connection:
            connection.execute(text("SET session_replication_role = replica"))
            run_file(connection, HERE / "reconciliation" / "rows.sql", rows=given.rows)
        settle(house.administrator)
        _compare(house, given.rows, given.rounds, is_guarded_too=given.guarded)


def _compare(house: House, rows: int, rounds: int, *, is_guarded_too: bool) -> None:
    found = [_find(house) for _ in range(3)]
    by_hand, guarded, served = [], [], []
    for number in range(rounds):
        by_hand.append(_write_by_hand(house, has_guards=False))
        if is_guarded_too:
            guarded.append(_write_by_hand(house, has_guards=True))
        counts: list[ReconcileCounts] = []
        served.append(timed(lambda counts=counts: counts.append(reconcile(None, ON, "run", house.work))))
        assert counts[0].lines_matched == rows - rows // 1009 - rows // 1013 + rows // (1009 * 1013), str(counts[0])
        assert counts[0].open_items
        if number + 1 < rounds:
            _undo(house)
    bare, ours = (statistics.median(one) for one in zip(*found, strict=True))
    hand, service = statistics.median(by_hand), statistics.median(served)
    print(f"{rows:,} payments, {rows:,} bank lines, {counts[0]}")
    print(f"{'':<44} {'seconds':>8} {'ratio':>6}")
    figures = [
        ("found: bare hash join", bare, bare, None),
        ("found: with the state of each payment", ours, bare, TARGET),
        ("written by hand, without guards", hand, hand, None),
        ("reconcile", service, hand, TARGET),
    ]
    if guarded:
        proved = statistics.median(guarded)
        figures += [("written by hand, guarded", proved, hand, None)]
        figures += [("reconcile, beside the guarded", service, proved, TARGET)]
    for name, seconds, base, target in figures:
        says = f"  {verdict(seconds / base, target)}" if target else ""
        print(f"{name:<44} {seconds:>8.2f} {seconds / base:>6.2f}{says}")


def _find(house: House) -> tuple[float, float]:
    """Return the seconds of the bare join and of the one that ``reconcile`` matches by, without writing."""
    statement = (house.work.settings.sql / "disbursement" / "match_lines.sql").read_text(encoding="utf-8")
    ours = statement.partition("INSERT INTO")[0] + "SELECT count(*) FROM candidate WHERE lines = 1"  # noqa: S608
    with house.work.engine.connect() as connection:
        bare_seconds = timed(lambda: connection.execute(text(BARE)).scalar_one())
        return bare_seconds, timed(lambda: connection.execute(text(ours), {"cycle": None}).scalar_one())


def _write_by_hand(house: House, *, has_guards: bool) -> float:
    """Return the seconds of the statements by hand; nothing of it is kept."""
    statements = (HERE / "reconciliation_by_hand.sql").read_text(encoding="utf-8").split(";\n")
    with house.owner.connect() as connection:
        if has_guards:
            # One of the guards writes these rows itself.
            statements = [one for one in statements if "INTO honours.statement_line_use" not in one]
        else:
            _switch_guards(connection, "DISABLE")
        seconds = timed(lambda: [connection.exec_driver_sql(one) for one in statements if one.strip()])
        connection.rollback()
    settle(house.administrator, WRITTEN)
    return seconds


def _undo(house: House) -> None:
    """Take the payments back to the point where they were sent."""
    with house.owner.begin() as connection:
        _switch_guards(connection, "DISABLE")
        connection.execute(text("TRUNCATE honours.payment_match, honours.statement_line_use"))
        connection.execute(text("DELETE FROM honours.payment_move WHERE to_state = 'accepted'"))
        _switch_guards(connection, "ENABLE")
    settle(house.administrator, WRITTEN)


def _switch_guards(connection: Connection, verb: str) -> None:
    for name in WRITTEN:
        connection.execute(text(f"ALTER TABLE honours.{name} {verb} TRIGGER USER"))


if __name__ == "__main__":
    main()
