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
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from sqlalchemy import Connection, Engine, Select, and_, create_engine, func, literal, not_, or_, select, text
from sqlalchemy.sql.elements import ColumnElement

from honours import wiring
from honours.domain.cycle import Cycle, Scheme
from honours.domain.stages import Stage
from honours.regulation.calendar import working_days
from honours.regulation.rules import Facts, award_rules, terms_of
from honours.services.calendar_days import synchronise_calendar_days
from honours.services.facts import facts_of
from honours.services.judgement import judge
from honours.storage import migrations, provision
from honours.storage.server import SUPERUSER, EmbeddedPostgres
from honours.storage.settings import PROJECT_ROOT, Settings
from honours.storage.unit_of_work import UnitOfWork
from honours.storage.vault import Vault

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
    with tempfile.TemporaryDirectory() as folder:
        server = EmbeddedPostgres(Path(folder) / "postgres", Path(folder) / "keys", is_durable=False)
        server.start()
        try:
            _run(server, Path(folder), given.rows, given.stored_rows, given.rounds)
        finally:
            server.remove()


def _run(server: EmbeddedPostgres, folder: Path, rows: int, stored_rows: int, rounds: int) -> None:
    roles = (provision.OWNER, provision.APPLICATION, provision.AIRFLOW)
    provision.provide(server.url(SUPERUSER, SUPERUSER), {role: server.password(role) for role in roles})
    owner_url = server.url(provision.OWNER, provision.DATABASE)
    migrations.migrate(owner_url, PROJECT_ROOT / "sql" / "migrations")
    settings = Settings.from_environment(
        {"HONOURS_VAR": str(folder), "HONOURS_DATABASE_URL": server.url(provision.APPLICATION, provision.DATABASE)}
    )
    Vault.create_key(settings.data_key_file)
    work = wiring.unit_of_work(settings)
    synchronise_calendar_days(working_days(), work)
    owner = create_engine(owner_url)
    administrator = create_engine(server.url(SUPERUSER, provision.DATABASE))
    _lay(administrator, stored_rows)
    _compare_stored(owner, work, stored_rows)
    _lay(administrator, rows)
    _compare_checked(owner, rows, rounds)
    work.engine.dispose()
    owner.dispose()
    administrator.dispose()


def _compare_checked(owner: Engine, rows: int, rounds: int) -> None:
    by_hand = text((HERE / "judging_by_hand.sql").read_text(encoding="utf-8").replace(":", "\\:"))
    declared = _counting()
    hand_times, rule_times = [], []
    with owner.connect() as connection:
        for _ in range(rounds):
            hand_times.append(_timed(lambda: connection.execute(by_hand).one()))
            rule_times.append(_timed(lambda: connection.execute(declared).one()))
        expected = dict(connection.execute(by_hand).one()._mapping)
        found = dict(connection.execute(declared).one()._mapping)
    differing = {name: (count, found[name]) for name, count in expected.items() if found[name] != count}
    assert not differing, f"both must count the same: {differing}"
    assert not any(count for name, count in found.items() if name not in expected), "a rule nobody wrote by hand"
    _tell(f"checked, {rows:,} nominations, no storage", statistics.median(hand_times), statistics.median(rule_times))


def _compare_stored(owner: Engine, work: UnitOfWork, rows: int) -> None:
    judged = _timed(lambda: judge(CYCLE, Stage.PUBLICITY, DUE_ON, work))
    with owner.begin() as connection:
        connection.execute(text("CREATE TEMPORARY TABLE kept AS SELECT * FROM honours.verdict"))
        _empty(connection, "verdict")
        copied = _timed(lambda: connection.execute(text("INSERT INTO honours.verdict SELECT * FROM kept")))
        count = connection.execute(text("SELECT count(*) FROM honours.verdict")).scalar_one()
    _tell(f"stored, {rows:,} nominations, {count:,} verdicts, against their bare INSERT", copied, judged)


def _counting() -> Select[tuple[int, ...]]:
    """Return one select that counts failures and referrals of every rule, from the rules as declared."""
    terms = terms_of(CYCLE, CALL_ON, DUE_ON)
    facts = facts_of(terms)
    columns: list[ColumnElement[int]] = []
    for rule in award_rules(Facts(facts), terms):
        applies = facts.c.category.in_([category.value for category in rule.categories])
        is_failed = func.coalesce(rule.fails, literal(False))
        is_passed = func.coalesce(not_(or_(rule.fails, rule.refers)), literal(False))
        refers = and_(applies, not_(is_failed), not_(is_passed))
        columns.append(func.count().filter(and_(applies, rule.fails)).label(f"{rule.id}_f"))
        columns.append(func.count().filter(refers).label(f"{rule.id}_r"))
    return select(func.count().label("nominations"), *columns).select_from(facts)


def _lay(administrator: Engine, rows: int) -> None:
    """Make ``rows`` nominations in the place of all that are there, without checking foreign keys row by row."""
    statements = (HERE / "judging_rows.sql").read_text(encoding="utf-8")
    with administrator.begin() as connection:
        connection.execute(text("SET session_replication_role = replica"))
        for name in ("verdict", "tech_achievement", "operating_method", "invention_patent", "golden_idea"):
            _empty(connection, name)
        for name in ("nomination_posting", "nomination", "evidence_file", "submission", "archived_file", "cycle"):
            _empty(connection, name)
        connection.execute(text("DELETE FROM honours.recommending_body"))
        _lay_ground(connection)
        submission_id = connection.execute(text("SELECT submission_id FROM honours.submission")).scalar_one()
        for statement in statements.split(";\n"):
            if statement.strip():
                filled = statement.replace(":submission_id", str(int(submission_id))).replace(":rows", str(int(rows)))
                connection.exec_driver_sql(filled.replace("%", "%%"))
    with administrator.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))


def _lay_ground(connection: Connection) -> None:
    for statement in (
        "INSERT INTO honours.cycle VALUES ('2025/achievement_award', 'achievement_award', 2025, '2025-09-01', "
        "'2025-10-31', '1', 'bench')",
        "INSERT INTO honours.recommending_body SELECT lpad(i::text, 4, '0'), '单位' || i, 'bureau', '', '' "
        "FROM generate_series(0, 99) AS i",
        "INSERT INTO honours.archived_file VALUES (repeat('0', 64), 1, '', '', 'received')",
        "INSERT INTO honours.submission (sha256, file_name, kind, received_at, status, message) "
        "VALUES (repeat('0', 64), 'a.xlsx', 'nomination_workbook', now(), 'accepted', '')",
        "INSERT INTO honours.evidence_file SELECT '2025/achievement_award', lpad(b::text, 4, '0'), "
        "'照片' || f || '.jpg', repeat('0', 64), '2025-10-20' FROM generate_series(0, 99) b, generate_series(0, 49) f",
    ):
        connection.exec_driver_sql(statement)


def _empty(connection: Connection, name: str) -> None:
    connection.execute(text(f"ALTER TABLE honours.{name} DISABLE TRIGGER USER"))
    connection.execute(text(f"DELETE FROM honours.{name}"))  # noqa: S608
    connection.execute(text(f"ALTER TABLE honours.{name} ENABLE TRIGGER USER"))


def _timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def _tell(what: str, by_hand: float, by_rules: float) -> None:
    print(f"{what}: by hand {by_hand:.2f} s, by the rules {by_rules:.2f} s, ratio {by_rules / by_hand:.2f}")


if __name__ == "__main__":
    main()
