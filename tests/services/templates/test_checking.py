"""Templates that somebody edited wrongly in Word: each mistake is told with its place and what to do."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Word
from docx.text.paragraph import Paragraph

from honours.domain.documents import DocumentKind
from honours.services.templates.checking import CheckedTemplate, check_templates
from honours.services.templates.specimens import specimens
from honours.storage.settings import PROJECT_ROOT

TEMPLATES = PROJECT_ROOT / "templates"
Edit = Callable[[Word], None]


def paragraphs(paper: Word) -> list[Paragraph]:
    cells = (cell for table in paper.tables for row in table.rows for cell in row.cells)
    return [*paper.paragraphs, *(one for cell in cells for one in cell.paragraphs)]


def holding(paper: Word, text: str) -> Paragraph:
    return next(one for one in paragraphs(paper) if text in one.text)


def replaced(before: str, after: str) -> Edit:
    """Return the edit that writes ``after`` for ``before`` in the first paragraph that has it."""

    def edit(paper: Word) -> None:
        paragraph = holding(paper, before)
        text = paragraph.text.replace(before, after)
        for run in paragraph.runs[1:]:
            run.text = ""
        paragraph.runs[0].text = text

    return edit


def removed(text: str) -> Edit:
    def edit(paper: Word) -> None:
        element = holding(paper, text)._p
        element.getparent().remove(element)

    return edit


def row_text(before: str, after: str) -> Edit:
    """Return the edit that writes ``after`` beside a mark that takes its whole row."""

    def edit(paper: Word) -> None:
        holding(paper, before).add_run(after)

    return edit


def into_footer(text: str) -> Edit:
    def edit(paper: Word) -> None:
        paper.sections[0].even_page_footer.paragraphs[0].add_run(text)

    return edit


def checked(folder: Path, name: str, edit: Edit) -> CheckedTemplate:
    """Return what is said of the template ``name`` after ``edit``, with the others as they are."""
    shutil.copytree(TEMPLATES / "documents", folder / "documents")
    path = folder / "documents" / name
    paper = Document(str(path))
    edit(paper)
    paper.save(str(path))
    (found,) = (one for one in check_templates(folder) if one.file_name == name)
    return found


def test_templates_of_the_house_are_sound_and_each_has_its_specimen() -> None:
    found = check_templates(TEMPLATES)
    assert {one.file_name: one.faults for one in found if one.faults} == {}
    assert {one.file_name for one in found} == {path.name for path in (TEMPLATES / "documents").glob("*.docx")}
    assert len(found) >= 10


def test_specimens_are_the_same_every_time() -> None:
    first, again = ({kind: make(TEMPLATES) for kind, make in specimens().items()} for _ in range(2))
    assert first == again


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        pytest.param(
            replaced("{{ total }}项获奖项目", "{{ totl }}项获奖项目"),
            (
                "decision.docx”正文第11段（“对{{ totl }}项获奖项目",
                "要求填写“totl”",
                "相近名称：total",
            ),
            id="misspelt in a sentence",
        ),
        pytest.param(
            replaced("{{ project.unit }}", "{{ project.unti }}"),
            ("正文第2个表格第3行第5列（“{{ project.unti }}”）", "要求填写“project.unti”", "相近名称：unit"),
            id="misspelt in a cell",
        ),
        pytest.param(
            replaced("{{ closing_date }}", "月底"),
            ("没有“closing_date”的位置", "请在模板中补上 {{ closing_date }}"),
            id="dropped from a sentence",
        ),
        pytest.param(
            replaced("{{ project.unit }}", "无锡"),
            (
                "没有“groups[].projects[].unit”的位置",
                "正文第2个表格第2行第1列",
                "project.person",
                "补上 {{ project.unit }}",
            ),
            id="dropped from a row",
        ),
        pytest.param(into_footer("{{ page }}"), ("双页页脚第1段", "要求填写“page”"), id="unknown in a footer"),
        pytest.param(
            removed("{%p endif %}"),
            ("“if is_mark_long”没有对应的 {%p endif %}", "正文第1段"),
            id="condition without its end",
        ),
        pytest.param(
            replaced("{%tr for prize in prizes %}", ""),
            ("正文第1个表格第4行第1列", "之前没有对应的 for"),
            id="end without its loop",
        ),
        pytest.param(
            replaced("{%p endfor %}", "{% endfor %}"),
            ("“for attachment in attachments”始于正文第", "须由同一单元格或正文中的 {%p … %}结束"),
            id="loop that ends within a paragraph",
        ),
        pytest.param(
            replaced("{{ document_no }}", "{{ document_no }"), ("“{{”不成标记", "正文第6段"), id="half of the braces"
        ),
        pytest.param(
            replaced("{{ document_no }}", "｛｛ document_no ｝｝"),
            ("“｛｛”不成标记", "全角"),
            id="braces in full width",
        ),
        pytest.param(
            replaced("{%p else %}", "{%p else %}另起一行"),
            ("标记独占一段", "“另起一行”不会出现"),
            id="text beside a mark",
        ),
        pytest.param(
            row_text("{%tr for prize in prizes %}", "说明"),
            ("标记独占一行", "“说明”不会出现"),
            id="text in a marked row",
        ),
        pytest.param(
            replaced("{{ total_cny }}", "{{ total_cny | yuan }}"),
            ("标记写法有误", "yuan", "正文第11段"),
            id="unknown filter",
        ),
        pytest.param(
            replaced("{%p if is_mark_long %}", "{%p fi is_mark_long %}"),
            ("标记写法有误", "正文第1段"),
            id="unknown word",
        ),
    ],
)
def test_mistake_is_told_with_its_place(tmp_path: Path, edit: Edit, says: tuple[str, ...]) -> None:
    found = checked(tmp_path, "decision.docx", edit)
    assert not found.is_sound
    assert found.specimen is None
    told = "\n".join(found.faults)
    assert [words for words in says if words not in told] == []
    assert all("decision.docx" in fault for fault in found.faults)


def test_every_fault_of_a_template_is_told_at_once(tmp_path: Path) -> None:
    def edit(paper: Word) -> None:
        for before, after in (
            ("{{ medal }}", "奖章"),
            ("{{ printed_by }}", "{{ printer }}"),
            ("{{ total_cny }}", "若干"),
        ):
            replaced(before, after)(paper)

    told = checked(tmp_path, "decision.docx", edit).faults
    assert len(told) == 2
    assert "“printer”" in told[0]
    assert "“medal”" in told[1]


def test_field_that_word_cut_into_pieces_is_still_one_field(tmp_path: Path) -> None:
    def edit(paper: Word) -> None:
        paragraph = holding(paper, "{{ document_no }}")
        paragraph.runs[0].text = "{{ docu"
        paragraph.add_run("ment").bold = True
        paragraph.add_run("_no }")
        paragraph.add_run("}")

    found = checked(tmp_path, "decision.docx", edit)
    assert found.faults == ()


def test_missing_unreadable_and_unused_files_are_told(tmp_path: Path) -> None:
    shutil.copytree(TEMPLATES / "documents", tmp_path / "documents")
    folder = tmp_path / "documents"
    (folder / "decision.docx").rename(folder / "决定（新）.docx")
    (folder / "call_notice.docx").write_bytes(b"not a package")
    (folder / "~$cision.docx").write_bytes(b"the lock that Word lays beside an open file")
    faults = {one.file_name: "".join(one.faults) for one in check_templates(tmp_path) if not one.is_sound}
    assert faults.keys() == {"decision.docx", "决定（新）.docx", "call_notice.docx"}
    assert "文件读不到" in faults["decision.docx"]
    assert "没有任何文书使用" in faults["决定（新）.docx"]
    assert "不是完好的 Word 文档" in faults["call_notice.docx"]


def test_kinds_with_a_template_are_the_kinds_with_a_specimen() -> None:
    stems = {path.stem for path in (TEMPLATES / "documents").glob("*.docx")}
    assert {kind.value for kind in specimens()} == stems & {kind.value for kind in DocumentKind}
