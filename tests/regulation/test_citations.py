"""Every article that the project cites exists, whatever kind of file cites it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from honours.regulation.loader import DATA, regulation

ROOT = Path(__file__).resolve().parents[2]
PLACES = ("plugins", "dags", "sql", "expectations", "templates", "docs")
SUFFIXES = {".py", ".sql", ".json", ".toml", ".j2", ".jinja", ".html", ".md", ".txt", ".example"}
CITATION = re.compile(r"(?<![\w/.-])(?:model-studio|employee-studio|award)/\d+(?:\.\d+)?")


def citations() -> dict[str, set[str]]:
    """Return every cited id with the files that cite it; the register itself does not count."""
    found: dict[str, set[str]] = {}
    for place in PLACES:
        for path in sorted((ROOT / place).rglob("*")):
            if path.suffix not in SUFFIXES or path.is_relative_to(DATA / "articles"):
                continue
            for cited in CITATION.findall(path.read_text(encoding="utf-8")):
                found.setdefault(cited, set()).add(str(path.relative_to(ROOT)))
    return found


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("# (award/10: five days)", ["award/10"]),
        ('"article": "model-studio/15.4",', ["model-studio/15.4"]),
        ("employee-studio/9 and award/4.", ["employee-studio/9", "award/4"]),
        ("2025/achievement_award/10", []),
        ("see forward/12", []),
    ],
)
def test_citations_are_recognised(text: str, cited: list[str]) -> None:
    assert CITATION.findall(text) == cited


def test_every_cited_article_is_registered() -> None:
    found = citations()
    assert len(found) >= 35
    assert sum(len(files) for files in found.values()) >= 60
    register = regulation().articles
    unknown = {cited: sorted(files) for cited, files in found.items() if cited not in register}
    assert unknown == {}


def test_every_value_cites_an_article() -> None:
    register = regulation().articles
    lives = [life for dated in regulation().values.values() for life in dated.lives]
    assert len(lives) >= 80
    assert all(life.article in register for life in lives)
