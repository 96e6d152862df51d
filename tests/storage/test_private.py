"""Nobody but their owner, and whom the owner lets in, looks into the folders that hold data."""

from __future__ import annotations

import stat
from pathlib import Path

from honours.storage.private import keep_private
from honours.storage.settings import Settings


def mode(folder: Path) -> int:
    return stat.S_IMODE(folder.stat().st_mode)


def test_folders_are_made_for_their_owner_alone(tmp_path: Path) -> None:
    settings = Settings.from_environment({"HONOURS_VAR": str(tmp_path / "var")})
    keep_private(settings)
    folders = [folder for folder in settings.var.iterdir() if folder.is_dir()]
    assert {folder.name for folder in folders} == {"inbox", "outbox", "archive", "keys", "logs", "airflow"}
    assert {mode(folder) for folder in folders} == {0o700}


def test_others_are_shut_out_of_folders_that_were_open_and_a_group_stays_in(tmp_path: Path) -> None:
    settings = Settings.from_environment({"HONOURS_VAR": str(tmp_path)})
    for folder, before in ((settings.inbox, 0o2770), (settings.archive, 0o755)):
        folder.mkdir()
        folder.chmod(before)
    keep_private(settings)
    assert mode(settings.inbox) == 0o2770
    assert mode(settings.archive) == 0o750
