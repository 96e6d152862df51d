"""The layers hold: what ``make lint`` asks is asked in the tests too, and each contract breaks when it is broken."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from honours.storage.settings import PROJECT_ROOT


def lint_imports(root: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root / "plugins")},
        capture_output=True,
        text=True,
        check=False,
    )


def test_imports_go_downward_only() -> None:
    done = lint_imports(PROJECT_ROOT)
    assert done.returncode == 0, done.stdout
    assert "3 kept, 0 broken" in done.stdout


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package to plant faults in."""
    root = tmp_path_factory.mktemp("architecture")
    shutil.copy(PROJECT_ROOT / "pyproject.toml", root)
    shutil.copytree(PROJECT_ROOT / "plugins", root / "plugins", ignore=shutil.ignore_patterns("__pycache__"))
    return root


@pytest.mark.parametrize(
    ("place", "planted", "broken"),
    [
        pytest.param(
            "domain/money.py",
            "from honours.storage import settings",
            "Imports go downward only BROKEN",
            id="domain knows storage",
        ),
        pytest.param(
            "services/outcomes.py",
            "from honours import wiring",
            "Imports go downward only BROKEN",
            id="service knows the wiring",
        ),
        pytest.param(
            "cli/output.py",
            "from honours.orchestration import forms",
            "Imports go downward only BROKEN",
            id="command knows orchestration",
        ),
        pytest.param(
            "domain/money.py",
            "import sqlalchemy",
            "The domain knows the standard library only BROKEN",
            id="domain knows a third party",
        ),
        pytest.param(
            "services/outcomes.py",
            "import airflow.sdk",
            "Airflow is known to orchestration only BROKEN",
            id="service knows Airflow",
        ),
        pytest.param("helpers.py", "", "honours.helpers", id="module outside the layers"),
    ],
)
def test_planted_import_breaks_its_contract(copied: Path, place: str, planted: str, broken: str) -> None:
    file = copied / "plugins" / "honours" / place
    before = file.read_text(encoding="utf-8") if file.exists() else None
    file.write_text(f"{before or ''}\n{planted}\n", encoding="utf-8")
    try:
        done = lint_imports(copied)
    finally:
        if before is None:
            file.unlink()
        else:
            file.write_text(before, encoding="utf-8")
    assert done.returncode == 1, done.stdout
    assert broken in done.stdout, done.stdout
