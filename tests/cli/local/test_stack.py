"""An Airflow that runs is never moved to another port behind the back of its tasks."""

from __future__ import annotations

from pathlib import Path

import pytest

from honours.cli.local import environment, stack
from honours.cli.local.processes import Process
from honours.storage import provision, secrets
from honours.storage.settings import Settings


@pytest.fixture
def running(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    settings = Settings.from_environment({"HONOURS_VAR": str(tmp_path / "var")})
    secrets.write_private(settings.var / "run" / "port.json", "8080\n")
    monkeypatch.setattr(Process, "is_alive", lambda self: self.name == "scheduler")
    return settings


def test_another_port_is_refused_before_anything_is_touched(running: Settings) -> None:
    steps: list[str] = []
    with pytest.raises(stack.RunsElsewhere, match="正在 http") as refused:
        stack.bring_up(running, 8190, steps.append)
    assert (refused.value.running, refused.value.wanted, refused.value.exit_code) == (8080, 8190, 2)
    assert steps == []
    assert not running.postgres.exists()
    assert environment.remembered_port(running) == 8080


@pytest.mark.parametrize("wanted", [None, 8080])
def test_the_port_that_it_has_is_no_move(
    running: Settings, wanted: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_: Settings) -> bool:
        raise InterruptedError

    monkeypatch.setattr(provision, "start", stop)
    with pytest.raises(InterruptedError):
        stack.bring_up(running, wanted, lambda _: None)
