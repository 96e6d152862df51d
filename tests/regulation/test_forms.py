"""The forms ask for exactly what the tables hold, and a mistake in a form file is refused by name."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import CheckConstraint, Table

from honours.domain.cycle import CATEGORIES, Category, Scheme
from honours.domain.submissions import SubmissionKind
from honours.regulation.fields import FieldKind
from honours.regulation.forms import FORM_KINDS, UnknownForm, form, nomination_form
from honours.regulation.loader import DATA, regulation
from honours.regulation.register import UnknownArticle
from honours.regulation.tables import BrokenTable
from honours.storage.tables import metadata

AWARD = CATEGORIES[Scheme.ACHIEVEMENT_AWARD]
# What intake itself writes; a person never fills it in.
KEPT_BY_THE_PROGRAM = {
    "nomination": {"nomination_no", "cycle", "category", "body_code", "revision", "submission_id", "source_sheet"}
    | {"source_row", "received_on", "payee_key", "state", "state_seq", "recorded_at"},
    "nomination_posting": {"nomination_no"},
    "recommending_body": {"recorded_at"},
    "expert": {"recorded_at"},
    "panel_member": {"recorded_at"},
    "score": {"cycle", "expert_no", "submission_id", "recorded_at"},
    "objection": {"cycle", "submission_id", "recorded_at"},
    "verification_form": {"cycle", "sent_sha256", "submission_id", "received_on", "recorded_at"},
    "verification_finding": {"nomination_no", "submission_id", "source_sheet", "source_cell", "recorded_at"},
    **{category.value: {"nomination_no"} for category in AWARD},
}
# Shown to the expert or visitor, so that a number is not all there is to go by; not stored again.
SHOWN_ONLY = {("score", "project_name"), ("verification_finding", "counts")}
SHOWN_ONLY |= {("verification_form", "studio_name"), ("verification_form", "unit_name")}


def table_of(name: str) -> Table:
    return metadata.tables[f"honours.{name}"]


def columns_filled_by(name: str) -> set[str]:
    """Return the columns of the table that a form must ask for, a sealed number under its plain name."""
    columns = {column.key for column in table_of(name).c} - KEPT_BY_THE_PROGRAM[name]
    sealed = {key.removesuffix("_cipher") for key in columns if key.endswith("_cipher")}
    return {key for key in columns if key.rpartition("_")[0] not in sealed} | sealed


def asked() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for kind in FORM_KINDS:
        for sheet in form(kind).sheets:
            for field in sheet.fields:
                if (field.table, field.key) not in SHOWN_ONLY:
                    found.setdefault(field.table, set()).add(field.key)
    return found


@pytest.mark.parametrize("name", sorted(KEPT_BY_THE_PROGRAM))
def test_forms_ask_for_every_column_of_the_table_and_no_other(name: str) -> None:
    assert asked()[name] == columns_filled_by(name)


def test_every_table_that_a_form_fills_is_looked_at() -> None:
    assert set(asked()) == set(KEPT_BY_THE_PROGRAM)


def test_nomination_workbook_has_a_sheet_a_category() -> None:
    sheets = form(SubmissionKind.NOMINATION_WORKBOOK).sheets
    assert [sheet.category for sheet in sheets] == list(AWARD)
    assert [sheet.sheet_name for sheet in sheets] == [
        "十大科技创新成果",
        "十大先进操作法",
        "十大发明专利",
        "十佳金点子",
    ]
    assert [len(sheet.fields) for sheet in sheets] == [36, 37, 42, 40]


@pytest.mark.parametrize("category", AWARD)
def test_column_that_the_table_requires_is_required(category: Category) -> None:
    for field in nomination_form(category).fields:
        column = table_of(field.table).c.get(field.key)
        if column is not None and not column.nullable and column.server_default is None:
            assert field.required, field.key


@pytest.mark.parametrize("category", AWARD)
def test_only_personal_numbers_are_sensitive(category: Category) -> None:
    sensitive = {field.key: field.kind for field in nomination_form(category).fields if field.is_sensitive}
    assert sensitive == {"person_id": FieldKind.ID_NUMBER, "payee_account": FieldKind.BANK_ACCOUNT}


def test_choices_are_what_the_table_admits() -> None:
    looked_at = 0
    for kind in FORM_KINDS:
        for sheet in form(kind).sheets:
            for field in sheet.fields:
                admits = [
                    str(check.sqltext)
                    for check in table_of(field.table).constraints
                    if isinstance(check, CheckConstraint) and str(check.name).endswith(f"_{field.key}_known")
                ]
                if field.kind is FieldKind.YES_NO:
                    assert {code for code, _ in field.choices} == {"true", "false"}
                if admits and field.kind is FieldKind.CHOICE:
                    looked_at += 1
                    assert set(admits[0].partition("IN (")[2].rstrip(")").replace("'", "").split(", ")) == {
                        code for code, _ in field.choices
                    }
    assert looked_at == 17


def test_labels_and_codes_translate_both_ways() -> None:
    field = nomination_form(Category.TECH_ACHIEVEMENT).field("is_withdrawn")
    assert field.labels == ("申报", "撤回")
    assert field.code_of("撤回") == "true"
    assert field.label_of("false") == "申报"
    assert field.code_of("取消") is None


def test_explanation_cites_an_article_that_exists() -> None:
    cited = [field for kind in FORM_KINDS for sheet in form(kind).sheets for field in sheet.fields if field.article]
    assert len(cited) > 80
    for field in cited:
        assert field.article in regulation().articles
        assert field.explains.endswith("）")
        assert "依据办法第" in field.explains


def test_unknown_form_lists_those_that_exist() -> None:
    with pytest.raises(UnknownForm, match="roster"):
        form("bank_statement")
    with pytest.raises(UnknownForm, match="十佳金点子"):
        nomination_form(Category.STANDARD)
    with pytest.raises(UnknownForm, match="专家"):
        form(SubmissionKind.ROSTER).sheet("专家组")
    with pytest.raises(UnknownForm, match="remark"):
        form(SubmissionKind.SCORE_SHEET).sheets[0].field("comment")


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        pytest.param("score_sheet", 'key = "remark"', 'key = "points"', "key 重复：points", id="key twice"),
        pytest.param("score_sheet", 'header = "评语"', 'header = "评分"', "header 重复：评分", id="header twice"),
        pytest.param("score_sheet", 'kind = "points"', 'kind = "float"', "以下之一：text、integer", id="unknown kind"),
        pytest.param(
            "score_sheet", 'kind = "score_sheet"', 'kind = "roster"', "以下之一：score_sheet", id="other form"
        ),
        pytest.param("score_sheet", "maximum = 100", "most = 100", "不认识字段 most", id="unknown field"),
        pytest.param("score_sheet", 'explains = "可不填。"', "", "缺少字段 explains", id="no explanation"),
        pytest.param("score_sheet", "required = false", 'required = "no"', "true 或 false", id="no boolean"),
        pytest.param("score_sheet", "version = 1", "version = 0", "不小于 1", id="no version"),
        pytest.param("roster", 'pattern = "E[0-9]{3}"', 'pattern = "E[0-9"', "正则表达式", id="broken pattern"),
        pytest.param("roster", 'list = "speciality"', 'list = "trades"', "speciality", id="unknown list"),
        pytest.param(
            "roster", 'direct_unit = "直属单位"', 'direct_unit = "局"', "中文不能重复", id="two codes for one label"
        ),
        pytest.param("golden_idea", 'key = "area"', 'key = "serial_no"', "key 重复：serial_no", id="key of the lead"),
    ],
)
def test_mistake_in_a_form_file_is_refused(tmp_path: Path, file: str, old: str, new: str, says: str) -> None:
    folder = shutil.copytree(DATA / "forms", tmp_path / "forms")
    path = folder / f"{file}.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    kind = file if file in FORM_KINDS else "nomination_workbook"
    with pytest.raises(BrokenTable, match=says) as caught:
        form(kind, folder)
    assert caught.value.file == path.name


def test_article_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    folder = shutil.copytree(DATA / "forms", tmp_path / "forms")
    path = folder / "score_sheet.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('"award/11"', '"award/' + '77"'), encoding="utf-8")
    with pytest.raises(UnknownArticle):
        form("score_sheet", folder)


def test_form_without_a_sheet_is_refused(tmp_path: Path) -> None:
    (tmp_path / "roster.toml").write_text('kind = "roster"\nversion = 1\nprepared_rows = 1\n', encoding="utf-8")
    with pytest.raises(BrokenTable, match="没有工作表"):
        form("roster", tmp_path)
