from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document

from honours.cli.main import cli
from honours.storage.settings import PROJECT_ROOT


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    shutil.copytree(PROJECT_ROOT / "templates" / "documents", tmp_path / "templates" / "documents")
    return tmp_path / "templates"


def test_sound_templates_are_listed_with_their_specimens(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["templates", "check", "--out", str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    assert "可用  decision.docx（表扬决定）" in done.output
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert "样张-表扬决定.docx" in names
    assert len(names) == done.output.count("可用")
    assert Document(str(tmp_path / "out" / "样张-表扬决定.docx")).paragraphs


def test_faulty_template_is_told_with_place_and_ends_with_1(copied: Path) -> None:
    path = copied / "documents" / "public_notice.docx"
    paper = Document(str(path))
    paragraph = next(one for one in paper.paragraphs if "{{ days }}" in one.text)
    paragraph.runs[0].text = paragraph.text.replace("{{ days }}", "{{ day }}")
    paper.save(str(path))
    done = CliRunner().invoke(cli, ["templates", "check", "--folder", str(copied)])
    assert done.exit_code == 1
    assert "有误  public_notice.docx（社会公示文件）" in done.output
    assert "要求填写“day”" in done.output
    assert "有 1 个模板不能使用" in done.output
    machine = CliRunner().invoke(cli, ["templates", "check", "--folder", str(copied), "--json"])
    listed = json.loads(machine.stdout)
    assert [one["file"] for one in listed if not one["sound"]] == ["public_notice.docx"]
