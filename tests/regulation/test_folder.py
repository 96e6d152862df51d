"""The law may lie in another folder that the environment names: then everything is read there, or refused."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from honours.domain.cycle import Category, Scheme
from honours.domain.money import Money
from honours.regulation.folder import DATA, SETTING, DataFolderMissing, data_folder
from honours.regulation.loader import regulation
from honours.regulation.milestones import steps

DAY = date(2025, 9, 26)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The law in a folder of its own, with another figure for the golden ideas and another window."""
    folder = tmp_path / "law"
    for part in ("articles", "values", "policies"):
        shutil.copytree(DATA / part, folder / part)
    shutil.copy(DATA / "steps.toml", folder)
    for name, old, new in (("prizes", "2000.00", "2600.00"), ("windows", "days = 5", "days = 7")):
        path = folder / "values" / f"{name}.toml"
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    return folder


def test_without_the_setting_it_is_the_law_of_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    for value in (None, ""):
        monkeypatch.delenv(SETTING, raising=False) if value is None else monkeypatch.setenv(SETTING, value)
        assert data_folder() == DATA
        assert regulation() is regulation(DATA)


def test_with_the_setting_everything_is_read_there(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = regulation()
    monkeypatch.setenv(SETTING, str(copied))
    assert regulation() is regulation(copied)
    assert regulation().prize(Category.GOLDEN_IDEA).on(DAY) == Money(2600)
    windows = [step.window.days for step in steps(Scheme.ACHIEVEMENT_AWARD, DAY) if step.window is not None]
    assert windows == [7, 7]
    monkeypatch.delenv(SETTING)
    assert regulation() is here
    assert regulation().prize(Category.GOLDEN_IDEA).on(DAY) == Money(2000)


@pytest.mark.parametrize("part", ["articles", "values", "policies", "steps.toml"])
def test_a_folder_without_the_law_is_refused(copied: Path, part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (copied / part).rename(copied / "elsewhere")
    monkeypatch.setenv(SETTING, str(copied))
    with pytest.raises(DataFolderMissing, match=f"缺少规定数据 {part}。") as caught:
        regulation()
    assert (caught.value.folder, caught.value.missing, caught.value.exit_code) == (copied, (part,), 3)
