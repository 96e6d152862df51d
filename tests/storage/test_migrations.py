"""The migrated database is what the program means, and it keeps its records true by itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import IntegrityError, ProgrammingError
from sqlalchemy.pool import NullPool
from tests.conftest import Database

from honours.storage import migrations
from honours.storage.settings import PROJECT_ROOT
from honours.storage.tables import metadata

FOLDER = PROJECT_ROOT / "sql" / "migrations"


@pytest.fixture
def application(database: Database) -> Iterator[Connection]:
    with create_engine(database.app_url, poolclass=NullPool).connect() as connection:
        connection.execute(text("SET search_path = honours"))
        yield connection


def test_migrated_database_is_what_the_program_means(database: Database) -> None:
    assert len(metadata.tables) > 30
    assert migrations.differences(database.owner_url) == []


def test_difference_is_seen(database: Database) -> None:
    with create_engine(database.owner_url, poolclass=NullPool).begin() as connection:
        connection.execute(text("ALTER TABLE honours.expert DROP COLUMN email"))
    assert [difference[0] for difference in migrations.differences(database.owner_url)] == ["add_column"]


def test_migrating_again_changes_nothing(database: Database) -> None:
    newest = migrations.newest(FOLDER)
    assert migrations.migrate(database.owner_url, FOLDER) == (newest, newest)
    assert migrations.revision(database.app_url) == newest


def test_application_owns_nothing(application: Connection) -> None:
    owners = application.execute(
        text("SELECT tableowner, count(*) FROM pg_tables WHERE schemaname = 'honours' GROUP BY tableowner")
    ).all()
    assert [tuple(row) for row in owners] == [("honours_owner", len(metadata.tables) + 1)]


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE payment ADD COLUMN x integer",
        "ALTER TABLE payment DISABLE TRIGGER ALL",
        "DROP TABLE payment",
        "TRUNCATE payment CASCADE",
        "TRUNCATE score",
        "DELETE FROM nomination",
        "DELETE FROM score",
        "UPDATE payment SET amount_cny = 1",
        "UPDATE payment_move SET to_state = 'settled'",
        "UPDATE nomination SET state = 'awarded'",
        "UPDATE archived_file SET first_name = ''",
        "UPDATE bank_receipt SET amount_cny = 1",
        "INSERT INTO payment_move_allowed VALUES ('sending', 'draft', false)",
        "UPDATE statement_line_use SET used_cny = 0",
        "CREATE TABLE honours.mine (x integer)",
        "CREATE TABLE public.mine (x integer)",
        "SET ROLE honours_owner",
    ],
)
def test_application_is_refused(application: Connection, statement: str) -> None:
    with pytest.raises(ProgrammingError, match=r"must be owner|permission denied"):
        application.execute(text(statement))


def test_application_may_use_temporary_tables(application: Connection) -> None:
    application.execute(text("CREATE TEMPORARY TABLE arriving (x integer) ON COMMIT DROP"))


def test_owner_cannot_change_a_record_either(database: Database) -> None:
    with create_engine(database.owner_url, poolclass=NullPool).connect() as connection:
        connection.execute(
            text(
                "INSERT INTO honours.archived_file (sha256, size_bytes, media_type, first_name, origin) "
                "VALUES (repeat('a', 64), 1, 'text/plain', '一', 'received')"
            )
        )
        with pytest.raises(ProgrammingError, match="表 archived_file 只能追加，不能执行 UPDATE"):
            connection.execute(text("UPDATE honours.archived_file SET first_name = '二'"))


def test_payee_has_one_account_at_a_time(application: Connection) -> None:
    add = text(
        "INSERT INTO payee_account "
        "(payee_key, payee_name, bank_name, account_cipher, account_hmac, account_last4, valid) "
        "VALUES (CAST(:key AS bytea), '张三', '某银行', '', '', '0000', CAST(:valid AS daterange))"
    )
    application.execute(add, {"key": b"one", "valid": "[2025-01-01,2025-06-01)"})
    application.execute(add, {"key": b"one", "valid": "[2025-06-01,)"})
    application.execute(add, {"key": b"two", "valid": "[2025-01-01,)"})
    with pytest.raises(IntegrityError, match="ex_payee_account_one_valid"):
        application.execute(add, {"key": b"one", "valid": "[2026-01-01,)"})
