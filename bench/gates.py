"""A data-quality gate of 15 expectations over a million rows beside one hand-written SQL pass that only counts.

By the project's own gate as it really runs: Great Expectations over a view, every failing row found with its article
and what it shows. The target, at most 1.25 times, is for the gate with all failing rows in hand; what it then keeps
for people (the records of the run and the Excel list) is timed as well. Great Expectations is imported once a task,
which costs the same for ten rows as for a million and is told apart. Median of interleaved rounds.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from shared.database import House, database, lay_nominations, run_file, settle, timed, verdict
from sqlalchemy import text

from honours.domain.cycle import Cycle, Scheme
from honours.domain.stages import Stage
from honours.services.gates import GateFailed, GateOutcome, run_gate
from honours.services.gates.numbers import gate_setting
from honours.services.gates.suites import load_suite
from honours.services.gates.validation import validate
from honours.storage.settings import PROJECT_ROOT

HERE = Path(__file__).parent
CYCLE, ON = Cycle(2025, Scheme.ACHIEVEMENT_AWARD), date(2025, 10, 31)
SUITE = "nominations"
TARGET = 1.25


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rows", type=int, default=1_000_000)
    arguments.add_argument("--rounds", type=int, default=3)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        for part in ("sql", "templates"):
            (root / part).symlink_to(PROJECT_ROOT / part)
        (root / "expectations").symlink_to(HERE / "gates")
        with database(root) as house:
            _lay(house, given.rows)
            _compare(house, given.rows, given.rounds)


def _lay(house: House, rows: int) -> None:
    lay_nominations(house.administrator, rows)
    with house.administrator.begin() as connection:
        connection.execute(text("SET session_replication_role = replica"))
        run_file(connection, HERE / "gates" / "breaches.sql")
    with house.owner.begin() as connection:
        run_file(connection, HERE / "gates" / "view.sql")
    with house.administrator.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM FULL honours.nomination"))
    settle(house.administrator)


def _compare(house: House, rows: int, rounds: int) -> None:
    by_hand = text((HERE / "gates_by_hand.sql").read_text(encoding="utf-8"))
    suite = load_suite(house.work.settings.expectations, SUITE)
    setting = gate_setting(CYCLE, Stage.CALL, ON, house.work)
    url = house.work.engine.url.render_as_string(hide_password=False)
    imported = statistics.median(_import_seconds() for _ in range(rounds))
    validate(suite, url, setting)
    times: dict[str, list[float]] = {"hand": [], "gate": [], "whole": []}
    with house.work.engine.connect() as connection:
        for number in range(rounds):
            times["hand"].append(timed(lambda: connection.execute(by_hand).one()))
            times["gate"].append(timed(lambda: validate(suite, url, setting)))
            times["whole"].append(timed(lambda number=number: _run_gate(house, f"run-{number}")))
        counted = dict(connection.execute(by_hand).one()._mapping)
    outcome = _run_gate(house, "run")
    found = {one.rule: sum(failure.rule == one.rule for failure in outcome.failures) for one in suite.expectations}
    assert found | {"rows_present": outcome.row_count} == counted, (found, counted)
    hand, gate, whole = (statistics.median(times[name]) for name in ("hand", "gate", "whole"))
    print(f"{len(suite.expectations)} expectations, {rows:,} rows, {len(outcome.failures):,} failing rows listed")
    print(f"{'':<44} {'seconds':>8} {'ratio':>6}")
    print(f"{'one pass by hand, counts only':<44} {hand:>8.2f} {1:>6.2f}")
    print(f"{'gate, with every failing row':<44} {gate:>8.2f} {gate / hand:>6.2f}  {verdict(gate / hand, TARGET)}")
    print(f"{'gate, its records and its Excel list too':<44} {whole:>8.2f} {whole / hand:>6.2f}")
    print(f"{'importing Great Expectations, once a task':<44} {imported:>8.2f}")


def _run_gate(house: House, run_id: str) -> GateOutcome:
    try:
        return run_gate(CYCLE, Stage.CALL, run_id, ON, house.work, suite=SUITE)
    except GateFailed as stopped:
        return stopped.outcome


def _import_seconds() -> float:
    bare = timed(lambda: subprocess.run([sys.executable, "-c", "import sqlalchemy, psycopg"], check=True))
    return timed(lambda: subprocess.run([sys.executable, "-c", "import great_expectations"], check=True)) - bare


if __name__ == "__main__":
    main()
