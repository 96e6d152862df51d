"""The forms ask for exactly what the tables hold, and a mistake in a form file is refused by name."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from sqlalchemy import CheckConstraint, Table

from honours.domain.cycle import CATEGORIES, Category, Cycle, Scheme
from honours.domain.studio_numbers import StudioNo
from honours.domain.submissions import SubmissionKind
from honours.regulation.fields import Field, FieldKind
from honours.regulation.forms import (
    BY_SCHEME,
    FORM_KINDS,
    FORMS,
    SchemeNeeded,
    UnknownForm,
    cycle_form,
    form,
    nomination_form,
)
from honours.regulation.loader import DATA, NoCycle, regulation
from honours.regulation.register import UnknownArticle
from honours.regulation.tables import BrokenTable
from honours.storage.tables import metadata

AWARD = CATEGORIES[Scheme.ACHIEVEMENT_AWARD]
MODEL, EMPLOYEE = Scheme.MODEL_WORKER_STUDIO, Scheme.EMPLOYEE_STUDIO
STANDARD, DEMONSTRATION = Category.STANDARD, Category.DEMONSTRATION
SHEETS = [(scheme, category) for scheme in Scheme for category in CATEGORIES[scheme]]
STUDIO_SHEETS = [(scheme, category) for scheme, category in SHEETS if scheme.names_studios]
# What intake itself writes; a person never fills it in.
KEPT_BY_THE_PROGRAM = {
    "nomination": {"nomination_no", "cycle", "category", "body_code", "revision", "submission_id", "source_sheet"}
    | {"source_row", "received_on", "payee_key", "state", "state_seq", "recorded_at"},
    "nomination_posting": {"nomination_no"},
    "recommending_body": {"recorded_at"},
    "expert": {"recorded_at"},
    "panel_member": {"recorded_at"},
    "expert_service": {"submission_id", "recorded_at"},
    "expert_collaboration": {"submission_id", "recorded_at"},
    "expert_affiliation": {"submission_id", "recorded_at"},
    "declared_interest": {"submission_id", "recorded_at"},
    "recusal": {"submission_id", "recorded_at"},
    # What is asked by criterion becomes the points of the expert; the code stands for the nomination.
    "score": {"cycle", "nomination_no", "expert_no", "submission_id", "opening_no", "recorded_at"},
    "objection": {"cycle", "is_heard", "submission_id", "recorded_at"},
    "notice_correction": {"cycle", "notice_no", "submission_id", "recorded_at"},
    "public_notice": {"cycle", "notice_no", "kind", "replaces_no", "reason", "ready_on", "posted_on", "closes_on"}
    | {"is_provisional", "content_sha256", "document_sha256", "recorded_at"},
    "consultation_answer": {"expert_no", "is_adverse", "submission_id", "source_sheet", "source_row", "recorded_at"},
    "studio_application": {"nomination_no"},
    "verification_form": {"cycle", "sent_sha256", "submission_id", "received_on", "recorded_at"},
    "studio": {"recorded_at"},
    # The leader's ID number came with no register from before.
    "studio_naming": {"studio_no", "cycle", "nomination_no", "submission_id", "recorded_at"}
    | {"leader_id_cipher", "leader_id_hmac", "leader_id_last4"},
    "verification_finding": {"nomination_no", "submission_id", "source_sheet", "source_cell", "recorded_at"},
    **{category.value: {"nomination_no"} for category in AWARD},
}
# Shown to the expert or visitor, so that a number is not all there is to go by; not stored again.
SHOWN_ONLY = {
    *(("score", key) for key in ("entry_code", "project_name", "speciality", "project_summary", "main_facts")),
    ("verification_finding", "counts"),
    # Kept as a recusal, not as a score.
    ("score", "is_recused"),
    ("score", "recusal_reason"),
}
SHOWN_ONLY |= {("verification_form", "studio_name"), ("verification_form", "unit_name")}
SHOWN_ONLY |= {("consultation_answer", key) for key in ("category", "project_name", "person_name", "unit_name")}


def table_of(name: str) -> Table:
    return metadata.tables[f"honours.{name}"]


def columns_filled_by(name: str) -> set[str]:
    """Return the columns of the table that a form must ask for, a sealed number under its plain name."""
    columns = {column.key for column in table_of(name).c} - KEPT_BY_THE_PROGRAM[name]
    sealed = {key.removesuffix("_cipher") for key in columns if key.endswith("_cipher")}
    return {key for key in columns if key.rpartition("_")[0] not in sealed} | sealed


def all_fields() -> list[Field]:
    return [field for kind, scheme in FORMS for sheet in form(kind, scheme).sheets for field in sheet.fields]


def keys(scheme: Scheme, category: Category) -> list[str]:
    return [field.key for field in nomination_form(scheme, category).fields]


def asked() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for field in all_fields():
        if (field.table, field.key) not in SHOWN_ONLY:
            found.setdefault(field.table, set()).add(field.key)
    return found


@pytest.mark.parametrize("name", sorted(KEPT_BY_THE_PROGRAM))
def test_forms_ask_for_every_column_of_the_table_and_no_other(name: str) -> None:
    assert asked()[name] == columns_filled_by(name)


def test_every_table_that_a_form_fills_is_looked_at() -> None:
    assert set(asked()) == set(KEPT_BY_THE_PROGRAM)


def test_every_kind_has_its_forms() -> None:
    assert {kind for kind, _ in FORMS} == set(FORM_KINDS)
    assert [scheme for kind, scheme in FORMS if kind is SubmissionKind.NOMINATION_WORKBOOK] == list(Scheme)
    assert len(FORMS) == len(FORM_KINDS) + len(BY_SCHEME) * (len(Scheme) - 1)


@pytest.mark.parametrize(
    ("scheme", "names", "columns"),
    [
        (
            Scheme.ACHIEVEMENT_AWARD,
            ["十大科技创新成果", "十大先进操作法", "十大发明专利", "十佳金点子"],
            [36, 37, 42, 40],
        ),
        (MODEL, ["创新工作室", "示范性创新工作室"], [60 - 8, 60]),
        (EMPLOYEE, ["创新工作室", "示范性创新工作室"], [47 - 4, 47]),
    ],
)
def test_nomination_workbook_has_a_sheet_a_category(scheme: Scheme, names: list[str], columns: list[int]) -> None:
    asked_for = form(SubmissionKind.NOMINATION_WORKBOOK, scheme)
    assert asked_for.scheme is scheme
    assert [sheet.category for sheet in asked_for.sheets] == list(CATEGORIES[scheme])
    assert [sheet.sheet_name for sheet in asked_for.sheets] == names
    assert [len(sheet.fields) for sheet in asked_for.sheets] == columns


def test_nominations_without_a_scheme_have_no_form() -> None:
    with pytest.raises(SchemeNeeded, match="model_worker_studio（劳模创新工作室）"):
        form(SubmissionKind.NOMINATION_WORKBOOK)


@pytest.mark.parametrize("scheme", list(Scheme))
def test_form_that_is_the_same_for_all_schemes_may_be_asked_for_by_any(scheme: Scheme) -> None:
    assert form(SubmissionKind.ROSTER, scheme) is form(SubmissionKind.ROSTER)


@pytest.mark.parametrize("scheme", [MODEL, EMPLOYEE])
def test_only_demonstration_studios_state_a_number_and_what_is_asked_of_them_alone(scheme: Scheme) -> None:
    standard, demonstration = set(keys(scheme, STANDARD)), set(keys(scheme, DEMONSTRATION))
    ledgers = {"has_member_ledger", "has_activity_ledger", "has_result_ledger"}
    more = (
        {"has_leader_influence", "has_solved_key_problems", "has_film", "has_leading_role"}
        if scheme is MODEL
        else set()
    )
    assert demonstration - standard == {"studio_no", *ledgers, *more}
    assert standard < demonstration


def test_each_scheme_asks_by_its_own_articles() -> None:
    for scheme, prefix in ((MODEL, "model-studio/"), (EMPLOYEE, "employee-studio/")):
        cited = [field.article for field in nomination_form(scheme, DEMONSTRATION).fields if field.article]
        assert len(cited) > 30
        assert all(article.startswith(prefix) for article in cited)
    consent = {"party_consent_on", "management_consent_on", "leader_honour", "founded_on", "plan_note"}
    assert consent <= set(keys(MODEL, STANDARD)) - set(keys(EMPLOYEE, DEMONSTRATION))
    assert {"leader_title", "frontline_count"} <= set(keys(EMPLOYEE, STANDARD)) - set(keys(MODEL, DEMONSTRATION))


@pytest.mark.parametrize(("scheme", "category"), STUDIO_SHEETS)
def test_facts_of_a_studio_without_certainty_may_be_left_blank(scheme: Scheme, category: Category) -> None:
    required = {
        field.key
        for field in nomination_form(scheme, category).fields
        if field.table == "studio_application" and field.required
    }
    assert required == {"applied_on", "reviewed_on", "is_review_passed", "recommended_on"}


@pytest.mark.parametrize(
    ("scheme", "number", "wrong"), [(MODEL, "L2021-003", "Z2021-003"), (EMPLOYEE, "Z2024-117", "L2021-003")]
)
def test_number_of_a_named_studio_is_one_of_its_scheme(scheme: Scheme, number: str, wrong: str) -> None:
    field = nomination_form(scheme, DEMONSTRATION).field("studio_no")
    assert StudioNo.parse(number).scheme is scheme
    assert re.fullmatch(field.pattern, number)
    assert re.fullmatch(field.pattern, field.example)
    for other in (wrong, number.lower(), number[:-1], f"{number}-S"):
        assert re.fullmatch(field.pattern, other) is None


@pytest.mark.parametrize("scheme", [MODEL, EMPLOYEE])
def test_nothing_in_the_studios_workbook_speaks_of_a_posting(scheme: Scheme) -> None:
    asked_for = form(SubmissionKind.NOMINATION_WORKBOOK, scheme)
    said = [f"{one.title}{one.says}" for one in asked_for.instructions]
    said += [f"{field.header}{field.explains}{field.group}" for sheet in asked_for.sheets for field in sheet.fields]
    assert len(said) > 100
    assert not [text for text in said if "公示" in text or "张贴" in text or "奖金" in text]


def test_consent_of_party_and_management_is_told_where_the_regulation_asks_for_it() -> None:
    told = {
        scheme: {one.title for one in form(SubmissionKind.NOMINATION_WORKBOOK, scheme).instructions}
        for scheme in (MODEL, EMPLOYEE)
    }
    assert told[MODEL] - told[EMPLOYEE] == {"党政组织同意", "补贴收款账户"}
    assert told[EMPLOYEE] - told[MODEL] == {"资助收款账户"}


@pytest.mark.parametrize(
    ("cycle", "categories"),
    [
        pytest.param(Cycle(2010, MODEL), [STANDARD], id="the first year of model workers' studios"),
        pytest.param(Cycle(2012, MODEL), [STANDARD, DEMONSTRATION], id="the first year of demonstration ones"),
        pytest.param(Cycle(2013, MODEL), [STANDARD], id="the odd year after"),
        pytest.param(Cycle(2026, MODEL), [STANDARD, DEMONSTRATION], id="an even year"),
        pytest.param(Cycle(2021, EMPLOYEE), [STANDARD, DEMONSTRATION], id="the first year of employees' studios"),
        pytest.param(Cycle(2025, Scheme.ACHIEVEMENT_AWARD), list(AWARD), id="the award"),
    ],
)
def test_form_of_a_cycle_has_the_sheets_of_the_categories_that_its_year_holds(
    cycle: Cycle, categories: list[Category]
) -> None:
    offered = cycle_form(cycle)
    assert [sheet.category for sheet in offered.sheets] == categories == list(regulation().categories_due(cycle))
    assert ("示范性工作室" in {one.title for one in offered.instructions}) is (DEMONSTRATION in categories)
    assert offered.version == form(SubmissionKind.NOMINATION_WORKBOOK, cycle.scheme).version


@pytest.mark.parametrize("cycle", [Cycle(2009, MODEL), Cycle(2020, EMPLOYEE), Cycle(2020, Scheme.ACHIEVEMENT_AWARD)])
def test_year_without_a_cycle_has_no_form(cycle: Cycle) -> None:
    with pytest.raises(NoCycle):
        cycle_form(cycle)


@pytest.mark.parametrize(("scheme", "category"), SHEETS)
def test_column_that_the_table_requires_is_required(scheme: Scheme, category: Category) -> None:
    for field in nomination_form(scheme, category).fields:
        column = table_of(field.table).c.get(field.key)
        if column is not None and not column.nullable and column.server_default is None:
            assert field.required, field.key


@pytest.mark.parametrize(("scheme", "category"), SHEETS)
def test_only_personal_numbers_are_sensitive(scheme: Scheme, category: Category) -> None:
    sensitive = {field.key: field.kind for field in nomination_form(scheme, category).fields if field.is_sensitive}
    assert sensitive == {"person_id": FieldKind.ID_NUMBER, "payee_account": FieldKind.BANK_ACCOUNT}


def test_choices_are_what_the_table_admits() -> None:
    looked_at = 0
    for field in all_fields():
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
    assert looked_at == 33


def test_panels_are_offered_for_what_experts_give_points_to_under_labels_of_one_scheme_each() -> None:
    labels = form(SubmissionKind.ROSTER).sheet("评审组").field("category").labels
    assert labels == (*(category.label for category in AWARD), "职工创新工作室", "示范性职工创新工作室")


def test_labels_and_codes_translate_both_ways() -> None:
    field = nomination_form(Scheme.ACHIEVEMENT_AWARD, Category.TECH_ACHIEVEMENT).field("is_withdrawn")
    assert field.labels == ("申报", "撤回")
    assert field.code_of("撤回") == "true"
    assert field.label_of("false") == "申报"
    assert field.code_of("取消") is None


def test_explanation_cites_an_article_that_exists() -> None:
    cited = [field for field in all_fields() if field.article]
    assert len(cited) > 200
    for field in cited:
        assert field.article in regulation().articles
        assert field.explains.endswith("）")
        assert "依据办法第" in field.explains


def test_unknown_form_lists_those_that_exist() -> None:
    with pytest.raises(UnknownForm, match="roster"):
        form("bank_statement")
    with pytest.raises(UnknownForm, match="十佳金点子"):
        nomination_form(Scheme.ACHIEVEMENT_AWARD, Category.STANDARD)
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
        pytest.param("score_sheet", "version = 2", "version = 0", "不小于 1", id="no version"),
        pytest.param("roster", 'pattern = "E[0-9]{3}"', 'pattern = "E[0-9"', "正则表达式", id="broken pattern"),
        pytest.param("roster", 'list = "speciality"', 'list = "trades"', "speciality", id="unknown list"),
        pytest.param(
            "roster", 'direct_unit = "直属单位"', 'direct_unit = "局"', "中文不能重复", id="two codes for one label"
        ),
        pytest.param("golden_idea", 'key = "area"', 'key = "serial_no"', "key 重复：serial_no", id="key of the lead"),
        pytest.param(
            "model_worker_studio",
            'only = "demonstration"',
            'only = "exemplary"',
            "以下之一：model_wor",
            id="only of nothing",
        ),
        pytest.param("employee_studio", "version = 1", "version = 0", "不小于 1", id="no version of the scheme"),
        pytest.param(
            "studio_workbook",
            'employee_studio = "Z2021-003"',
            'employees = "Z2021-003"',
            "不认识字段 employees",
            id="no scheme",
        ),
        pytest.param(
            "studio_workbook", ', employee_studio = "Z2021-003"', "", "没有职工创新工作室的一项", id="a scheme left out"
        ),
    ],
)
def test_mistake_in_a_form_file_is_refused(tmp_path: Path, file: str, old: str, new: str, says: str) -> None:
    folder = shutil.copytree(DATA / "forms", tmp_path / "forms")
    path = folder / f"{file}.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    kind = file if file in FORM_KINDS else "nomination_workbook"
    scheme = (
        EMPLOYEE if file == "studio_workbook" else Scheme(file) if file in set(Scheme) else Scheme.ACHIEVEMENT_AWARD
    )
    with pytest.raises(BrokenTable, match=says) as caught:
        form(kind, scheme, folder)
    assert caught.value.file == path.name


def test_article_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    folder = shutil.copytree(DATA / "forms", tmp_path / "forms")
    path = folder / "score_sheet.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('"award/11"', '"award/' + '77"'), encoding="utf-8")
    with pytest.raises(UnknownArticle):
        form("score_sheet", folder=folder)


def test_form_without_a_sheet_is_refused(tmp_path: Path) -> None:
    (tmp_path / "roster.toml").write_text('kind = "roster"\nversion = 1\nprepared_rows = 1\n', encoding="utf-8")
    with pytest.raises(BrokenTable, match="没有工作表"):
        form("roster", folder=tmp_path)
