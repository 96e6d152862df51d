"""What the system refuses is said in Chinese, with the path and what to do."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from honours.cli.faults import _SAYS, told
from honours.cli.main import HonoursGroup


@pytest.mark.parametrize("number", _SAYS)
def test_every_listed_cause_names_the_path_and_no_english(number: int) -> None:
    said = told(OSError(number, os.strerror(number), "/某处/文件.html"))
    assert said.startswith("/某处/文件.html：")
    assert said.endswith("。")
    assert os.strerror(number) not in said


def test_both_paths_of_a_move_are_named() -> None:
    assert told(OSError(errno.EROFS, "x", "甲", None, "乙")).startswith("甲 → 乙：")


def test_cause_that_is_not_listed_is_passed_on() -> None:
    assert told(OSError(errno.EXDEV, "Invalid cross-device link", "甲")) == (
        f"甲：系统错误 {errno.EXDEV}（Invalid cross-device link）。"
    )
    assert told(OSError("断开")) == "系统错误：断开。"


def test_command_ends_with_the_sentence_and_the_code_of_the_surroundings(tmp_path: Path) -> None:
    group = HonoursGroup("honours")

    def fail() -> None:
        (tmp_path / "没有" / "文件").write_text("x", encoding="utf-8")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(HonoursGroup, "get_command", lambda *_: click.Command("fail", callback=fail))
        result = CliRunner().invoke(group, ["fail"])
    assert result.exit_code == 3
    assert "没有这个文件或文件夹" in result.output
    assert "No such file" not in result.output
