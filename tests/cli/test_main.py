"""The command as people meet it: Chinese, one sentence an error, and an exit code that programs can trust."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from honours.cli.chinese import speak_chinese
from honours.cli.main import COMMANDS, cli
from honours.storage.settings import PROJECT_ROOT, Settings


def run(*arguments: str) -> Result:
    speak_chinese()
    return CliRunner().invoke(cli, arguments, prog_name="honours")


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HONOURS_VAR", str(tmp_path / "var"))
    monkeypatch.delenv("HONOURS_DATABASE_URL", raising=False)


def test_help_names_every_command_in_chinese() -> None:
    result = run("--help")
    assert result.exit_code == 0
    assert [word for word in ("用法：", "选项", "命令") if word not in result.output] == []
    assert [word for word in ("Usage", "Options", "Commands", "Show ") if word in result.output] == []
    assert len(COMMANDS) == 14
    assert [name for name, (_, says) in COMMANDS.items() if says not in result.output] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert "用法：" in result.output


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom honours.cli.main import cli\ncli(['--help'], standalone_mode=False)\n"
        "sys.exit(','.join({'sqlalchemy', 'airflow', 'pandas', 'openpyxl', 'httpx', 'rich'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr.strip() == ""


def test_module_is_the_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "honours", "nothing"], capture_output=True, text=True, check=False, cwd=PROJECT_ROOT
    )
    assert done.returncode == 2
    assert "没有命令 nothing" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("nothing",), "没有命令 nothing"),
        (("db", "nothing"), "没有命令 nothing"),
        (("db", "status", "--colour"), "没有选项 --colour"),
        (("db", "status", "more"), "多出的参数：more"),
        (("up", "--port", "80"), "80 不在范围 1024<=x<=65535 之内"),
        (("up", "--port", "http"), "“http”不是有效的"),
    ],
)
def test_wrong_use_is_said_in_chinese(arguments: tuple[str, ...], says: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert says in result.stderr


@pytest.mark.usefixtures("alone")
def test_database_that_does_not_run_is_said() -> None:
    result = run("db", "status", "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["is_running"] is False


@pytest.mark.usefixtures("alone")
def test_reset_asks_to_be_sure() -> None:
    result = run("db", "reset")
    assert result.exit_code == 2
    assert "--yes" in result.stderr


@pytest.mark.parametrize("verb", ["start", "stop", "reset"])
def test_embedded_commands_leave_a_server_alone(settings: Settings, verb: str) -> None:
    result = run("db", verb)
    assert result.exit_code == 2
    assert "服务器数据库" in result.stderr


def test_up_leaves_a_server_alone(settings: Settings) -> None:
    assert (run("up").exit_code, run("down").exit_code) == (2, 2)


def test_status_of_a_migrated_database(settings: Settings) -> None:
    result = run("db", "status", "--json")
    facts = json.loads(result.stdout)
    assert facts["is_running"]
    assert facts["revision"] == facts["newest_revision"]
    assert "最新" in run("db", "status").stdout


def test_migrating_a_migrated_database_changes_nothing(settings: Settings) -> None:
    facts = json.loads(run("db", "migrate", "--json").stdout)
    assert facts["before"] == facts["after"]


def test_unreachable_database_is_an_environment_fault(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HONOURS_DATABASE_URL", f"postgresql+psycopg://x@/x?host={tmp_path}")
    monkeypatch.delenv("HONOURS_OWNER_DATABASE_URL", raising=False)
    result = run("db", "migrate")
    assert result.exit_code == 3
    assert "连不上数据库" in result.stderr
