from __future__ import annotations

import hashlib
import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from tests.services.documents.reading import lines, opened, rows

from honours.services.documents.guards import PersonalNumberInText, TextNotWritable
from honours.services.documents.render import render_document
from honours.services.documents.template_faults import TemplateBroken, TemplateFieldMissing, TemplateFieldUnknown

DAY = date(2025, 3, 3)


def template(folder: Path, *paragraphs: str, row: str = "") -> Path:
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if row:
        table = document.add_table(rows=3, cols=1)
        for number, text in enumerate(("{%tr for item in items %}", row, "{%tr endfor %}")):
            table.rows[number].cells[0].text = text
    path = folder / "letter.docx"
    document.save(str(path))
    return path


def test_missing_field_is_named_with_its_template(tmp_path: Path) -> None:
    with pytest.raises(TemplateFieldMissing, match=r"letter\.docx.*b") as refusal:
        render_document(template(tmp_path, "{{ a }}{{ b }}"), {"a": "1"}, fixed_on=DAY)
    assert (refusal.value.template, refusal.value.field) == ("letter.docx", "b")


def test_unknown_field_is_named_with_its_template(tmp_path: Path) -> None:
    with pytest.raises(TemplateFieldUnknown, match=r"letter\.docx.*extra") as refusal:
        render_document(template(tmp_path, "{{ a }}"), {"a": "1", "extra": "2"}, fixed_on=DAY)
    assert (refusal.value.template, refusal.value.field) == ("letter.docx", "extra")


def test_missing_field_of_a_row_is_named(tmp_path: Path) -> None:
    path = template(tmp_path, "列表", row="{{ item.name }}{{ item.unit }}")
    with pytest.raises(TemplateFieldMissing) as refusal:
        render_document(path, {"items": [{"name": "李明"}]}, fixed_on=DAY)
    assert refusal.value.field == "item.unit"


def test_field_of_a_row_without_a_place_is_named(tmp_path: Path) -> None:
    path = template(tmp_path, "列表", row="{{ item.name }}")
    with pytest.raises(TemplateFieldUnknown) as refusal:
        render_document(path, {"items": [{"name": "李明", "unit": "某厂"}]}, fixed_on=DAY)
    assert refusal.value.field == "items[].unit"


def test_rows_and_texts_are_filled(tmp_path: Path) -> None:
    path = template(tmp_path, "共{{ total }}项", row="{{ item.name }}")
    data = render_document(path, {"total": 2, "items": [{"name": "甲&乙"}, {"name": "<丙>"}]}, fixed_on=DAY)
    assert lines(data) == ["共2项"]
    assert rows(opened(data).tables[0]) == [["甲&乙"], ["<丙>"]]


@pytest.mark.parametrize(
    "text",
    ["A&B", "<w:p>", "{{ secret }}", "{% if %}", "{_{x}_}", "{_%y%_}", "a_b", "“引号”'\"", "𠮷野&#95;"],
)
def test_text_comes_out_literally(tmp_path: Path, text: str) -> None:
    assert lines(render_document(template(tmp_path, "{{ a }}"), {"a": text}, fixed_on=DAY)) == [text]


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x0c", "\r", "\ud800", "\uffff"])
def test_control_characters_are_refused(tmp_path: Path, character: str) -> None:
    with pytest.raises(TextNotWritable) as refusal:
        render_document(template(tmp_path, "{{ a }}"), {"a": f"李{character}明"}, fixed_on=DAY)
    assert (refusal.value.field, refusal.value.code_point) == ("a", ord(character))


@pytest.mark.parametrize(
    ("text", "is_refused"),
    [
        pytest.param("110105194912310021", True, id="18 digits"),
        pytest.param("11010519491231002x", True, id="check letter"),
        pytest.param("账号6222020200112233445", True, id="bank account"),
        pytest.param("110105491231002", True, id="15 digits of the old kind"),
        pytest.param("ZL202310123456.7", False, id="patent number"),
        pytest.param("0510-82700000", False, id="telephone"),
        pytest.param("91320200MA1XXXXX1X", False, id="credit code with letters"),
    ],
)
def test_personal_numbers_are_refused(tmp_path: Path, text: str, is_refused: bool) -> None:
    path = template(tmp_path, "{{ a }}")
    if is_refused:
        with pytest.raises(PersonalNumberInText):
            render_document(path, {"a": text}, fixed_on=DAY)
    else:
        assert lines(render_document(path, {"a": text}, fixed_on=DAY)) == [text]


@pytest.mark.parametrize(
    "paragraphs",
    [
        pytest.param(("{% for x in a %}", "没有结束"), id="loop without an end"),
        pytest.param(("{{ a | no_such_filter }}",), id="unknown filter"),
        pytest.param(("{% if not a %}", "跨段", "{%p endif %}"), id="condition across a border"),
    ],
)
def test_broken_marks_are_refused(tmp_path: Path, paragraphs: tuple[str, ...]) -> None:
    with pytest.raises(TemplateBroken, match=r"letter\.docx") as refusal:
        render_document(template(tmp_path, *paragraphs), {"a": "1"}, fixed_on=DAY)
    assert refusal.value.template == "letter.docx"


def test_a_file_that_is_no_word_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    with pytest.raises(TemplateBroken, match="文件读不到"):
        render_document(path, {}, fixed_on=DAY)
    path.write_text("not a package")
    with pytest.raises(TemplateBroken, match="不是完好的 Word 文档"):
        render_document(path, {}, fixed_on=DAY)


def test_bytes_depend_on_content_and_date_only(tmp_path: Path) -> None:
    path = template(tmp_path, "{{ a }}")
    first, again = (render_document(path, {"a": "甲"}, fixed_on=DAY) for _ in range(2))
    assert hashlib.sha256(first).digest() == hashlib.sha256(again).digest()
    assert first != render_document(path, {"a": "乙"}, fixed_on=DAY)
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(2025, 3, 3, 0, 0, 0)}
        assert package.testzip() is None
