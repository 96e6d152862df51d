"""Where things are: from the environment, and beside the project where the environment says nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from honours.storage.settings import PROJECT_ROOT, Settings


@pytest.mark.parametrize("environment", [{}, {"HONOURS_VAR": "", "HONOURS_ROOT": "", "HONOURS_DATA_KEY_FILE": ""}])
def test_what_is_not_set_or_empty_lies_beside_the_project(environment: dict[str, str]) -> None:
    settings = Settings.from_environment(environment)
    assert (settings.root, settings.var) == (PROJECT_ROOT, PROJECT_ROOT / "var")
    assert settings.data_key_file == PROJECT_ROOT / "var" / "keys" / "data.key"
    assert settings.is_embedded


def test_environment_moves_everything(tmp_path: Path) -> None:
    settings = Settings.from_environment({"HONOURS_VAR": str(tmp_path), "HONOURS_DATABASE_URL": "postgresql://x"})
    assert (settings.inbox, settings.outbox, settings.archive) == (
        tmp_path / "inbox",
        tmp_path / "outbox",
        tmp_path / "archive",
    )
    assert not settings.is_embedded
