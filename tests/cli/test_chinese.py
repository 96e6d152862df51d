"""Nothing that click says of itself comes out in English."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from honours.cli.chinese import _WORDS
from honours.cli.main import cli

# Said to programmers only, or on Windows, or by the completion of shells.
NEVER_SHOWN = ("_winconsole.py", "shell_completion.py", "utils.py")
TO_PROGRAMMERS = (
    "Could not determine name",
    "No options defined but a name",
    "Arguments take exactly one",
    "Name '{name}' defined twice",
    "Boolean option {decl!r}",
    "DeprecationWarning",
    "Invalid start character",
    "Unknown color",
    "Choice({choices})",
    "d",
)


def asked_of_gettext() -> Iterator[tuple[str, str]]:
    """Yield file and text of everything that click wants translated."""
    for path in sorted(Path(click.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            count = {"_": 1, "ngettext": 2}.get(node.func.id, 0)
            for argument in node.args[:count]:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield path.name, argument.value


def test_everything_that_click_wants_translated_is() -> None:
    asked = [text for file, text in asked_of_gettext() if file not in NEVER_SHOWN]
    assert len(asked) > 40
    assert [text for text in asked if text not in _WORDS and not text.startswith(TO_PROGRAMMERS)] == []


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("calendar", "plan"), "错误：缺少选项 '--scheme'。可选："),
        (("calendar", "window", "--days", "5", "--working"), "错误：缺少选项 '--posted'。"),
        (("calendar", "window", "--posted", "26.9.", "--days", "5", "--working"), "“26.9.”不是日期，请写作 2025-09-26"),
        (("calendar", "window", "--posted", "2025-09-26", "--days", "x", "--working"), "“x”不是有效的 整数"),
        (("up", "--port", "http"), "“http”不是有效的 整数"),
        (("explain",), "用法： honours explain [选项] 编号"),
        (("db", "nothing"), "用法： honours db [选项] 命令 [参数]..."),
    ],
)
def test_remnant_is_said_in_chinese(arguments: tuple[str, ...], says: str) -> None:
    said = CliRunner().invoke(cli, arguments, prog_name="honours")
    assert said.exit_code == 2
    assert says in said.output
    for english in ("OPTIONS", "COMMAND", "integer", "INTEGER", "%Y", "Missing"):
        assert english not in said.output
