"""Each of these workbooks has one fault; it goes back at the right cell with the right words."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest
from openpyxl import Workbook
from tests.services.intake.books import (
    CYCLE,
    IDEA,
    METHOD,
    PATENT,
    TECH,
    card,
    cell_of,
    id_number,
    nominations,
    one,
    patent,
    row,
    saved,
    uscc,
)

from honours.domain.cycle import Category
from honours.services.intake.findings import Finding
from honours.services.intake.nomination_sheets import check_workbook
from honours.services.intake.reading import read_workbook

ON = date(2025, 10, 24)


def findings_in(book: Workbook) -> list[Finding]:
    sheets, general = check_workbook(read_workbook(saved(book)), CYCLE, ON)
    return [*general, *(finding for rows in sheets.values() for finding in rows.findings)]


BAD_CELLS: list[tuple[str, Category, str, Any, str]] = [
    ("id check digit", TECH, "person_id", id_number()[:-1] + ("0" if id_number()[-1] != "0" else "1"), "校验码不符"),
    ("id 17 digits", TECH, "person_id", id_number()[:-1], "应为 18 位"),
    ("id old 15 digits", TECH, "person_id", "320204800101001", "应为 18 位"),
    ("id no such day", TECH, "person_id", id_number(born="19800231"), "不是存在的日期"),
    ("id born after arrival", TECH, "person_id", id_number(born="20251025"), "出生日期"),
    ("id no such province", METHOD, "person_id", "990204198001010010", "行政区划"),
    ("id as a number", TECH, "person_id", 320204198001010010, "超过 15 位的部分已被 Excel 改成 0"),
    ("id in exponent form", TECH, "person_id", "3.20204E+17", "应为 18 位"),
    ("id with an invisible character", TECH, "person_id", "\u200b" + id_number(), "不可见字符"),
    ("name missing", IDEA, "person_name", None, "必须填写"),
    ("uscc check character", TECH, "unit_uscc", uscc()[:-1] + ("0" if uscc()[-1] != "0" else "1"), "校验码不符"),
    ("uscc short", TECH, "unit_uscc", "91320200MA1", "应为 18 位"),
    ("uscc with letter O", TECH, "unit_uscc", "91320200MAO0000010", "应为 18 位规定字符"),
    ("uscc missing", METHOD, "unit_uscc", None, "必须填写"),
    ("uscc as a number", TECH, "unit_uscc", 913202000000000010, "号码被存成了数字"),
    ("patent check digit", PATENT, "patent_no", patent()[:-1] + ("0" if patent()[-1] != "0" else "1"), "校验码不符"),
    ("patent too short", PATENT, "patent_no", "ZL2021101", "位数或写法不符"),
    ("patent of a kind that is not", PATENT, "patent_no", "ZL202170000001.3", "专利种类"),
    ("patent before numbers had years", PATENT, "patent_no", "ZL199910000001.3", "申请年份"),
    ("patent missing", PATENT, "patent_no", None, "必须填写"),
    ("card check digit", TECH, "payee_account", card()[:-1] + str((int(card()[-1]) + 1) % 10), "校验位不符"),
    ("account with letters", TECH, "payee_account", "ABC123456789012", "应为 12 至 21 位数字"),
    ("account too short", TECH, "payee_account", "12345678", "应为 12 至 21 位数字"),
    ("account as a number", TECH, "payee_account", 6222020000000000017, "文本"),
    ("account missing", IDEA, "payee_account", None, "必须填写"),
    ("money with a unit", TECH, "annual_benefit_cny", "52万元", "不要带单位"),
    ("money in words", TECH, "annual_benefit_cny", "五十二万", "不要带单位"),
    ("money with three decimals", TECH, "annual_benefit_cny", 1234.567, "小数超过两位"),
    ("money text with three decimals", TECH, "annual_benefit_cny", "1234.567", "小数超过两位"),
    ("money negative", TECH, "annual_benefit_cny", -1, "不能是负数"),
    ("money grouped wrongly", TECH, "annual_benefit_cny", "12,34", "不是数字"),
    ("money beyond exactness", IDEA, "annual_benefit_cny", 1e16, "不能精确保存"),
    ("money too large", IDEA, "annual_benefit_cny", 100000000000, "太大"),
    ("money as a date", TECH, "annual_benefit_cny", date(2025, 1, 1), "不是数字"),
    ("money as TRUE", TECH, "annual_benefit_cny", True, "不是数字"),
    ("date as a number", TECH, "applied_since_on", 45931, "是数字，不是日期"),
    ("date in words", TECH, "applied_since_on", "去年三月", "不是日期"),
    ("date without a day", TECH, "applied_since_on", "2022年3月", "不是日期"),
    ("date that is not", TECH, "applied_since_on", "2025-02-30", "没有这一天"),
    ("date with a time of day", TECH, "applied_since_on", datetime.fromisoformat("2022-03-01T12:30"), "带有时刻"),
    ("time only", TECH, "posted_on", time(12, 30), "不是日期"),
    ("date of 1900", PATENT, "granted_on", date(1900, 1, 5), "年份 1900 不可能"),
    ("date missing", TECH, "posted_on", None, "必须填写"),
    ("date turned round", TECH, "recommended_on", "22/10/2025", "不是日期"),
    ("choice misspelt", TECH, "speciality", "机械制照", "是否想填“机械制造”"),
    ("choice unknown", TECH, "speciality", "占星", "只能填：机械制造"),
    ("choice missing", TECH, "speciality", None, "必须填写"),
    ("title unknown", TECH, "professional_title", "副高", "是否想填“副高级”"),
    ("objection outcome unknown", TECH, "objection_outcome", "没有", "只能填：无异议"),
    ("condition unknown", TECH, "condition_met", "效益好", "只能填"),
    ("area unknown", IDEA, "area", "节能", "是否想填“节能降耗”"),
    ("yes or no as Y", TECH, "has_benefit", "Y", "只能填：是、否"),
    ("yes or no as TRUE", TECH, "has_benefit", True, "只能填：是、否"),
    ("has or has not as yes", TECH, "has_ip_dispute", "是", "只能填：有、无"),
    ("withdrawal misspelt", TECH, "is_withdrawn", "撤销", "只能填：申报、撤回"),
    ("whole number broken", TECH, "priority_no", 1.5, "不是整数"),
    ("whole number zero", TECH, "priority_no", 0, "太小"),
    ("whole number too large", TECH, "priority_no", 1000, "太大"),
    ("whole number in words", TECH, "completer_rank", "第一", "不是数字"),
    ("priority missing", TECH, "priority_no", None, "必须填写"),
    ("serial missing", TECH, "serial_no", None, "必须填写"),
    ("name too short", TECH, "person_name", "王", "太短"),
    ("project name too long", TECH, "project_name", "长" * 101, "最多 100 个字"),
    ("project name with a bell", TECH, "project_name", "轴承\u202e工艺", "不可见字符"),
    ("project name missing", TECH, "project_name", "   ", "必须填写"),
    ("project name a date", TECH, "project_name", date(2025, 1, 1), "应为文字"),
    ("project name TRUE", TECH, "project_name", True, "应为文字"),
    ("names with commas", TECH, "team_members", "李晓红，张伟", "用顿号"),
    ("names with an empty one", TECH, "team_members", "李晓红、、张伟", "多余的顿号"),
    ("names repeated", TECH, "evidence_names", "公示.jpg、公示.jpg", "重复的项"),
    ("formula", TECH, "annual_benefit_cny", "=1+1", "单元格里是公式"),
    ("formula in a text column", TECH, "project_name", '=HYPERLINK("x")', "单元格里是公式"),
    ("excel error", TECH, "completer_rank", "#N/A", "错误值"),
    ("excel error in an amount", IDEA, "annual_benefit_cny", "#REF!", "错误值"),
]


def test_there_are_sixty_bad_cells_of_different_kinds() -> None:
    assert len({(category, key, repr(value)) for _, category, key, value, _ in BAD_CELLS}) == len(BAD_CELLS) >= 60


@pytest.mark.parametrize(
    ("category", "key", "value", "says"), [pytest.param(*case, id=name) for name, *case in BAD_CELLS]
)
def test_a_bad_cell_goes_back_at_its_address(category: Category, key: str, value: Any, says: str) -> None:
    found = findings_in(one(category, **{key: value}))
    assert [(item.sheet, item.cell) for item in found] == [(category.label, cell_of(category, key))]
    assert says in found[0].says


@pytest.mark.parametrize("key", ["person_id", "payee_account"])
def test_a_personal_number_is_never_shown_whole(key: str) -> None:
    wrong = {"person_id": id_number()[:-1] + "?", "payee_account": "12345678901234567890123"}[key]
    finding = findings_in(one(TECH, **{key: wrong}))[0]
    assert finding.found == "****" + wrong[-4:]
    assert wrong[:-4] not in finding.says


GOOD_CELLS: list[tuple[str, Category, str, Any, Any]] = [
    ("date with points", TECH, "applied_since_on", "2025.3.1", date(2025, 3, 1)),
    ("date in Chinese", TECH, "applied_since_on", "2025年3月1日", date(2025, 3, 1)),
    ("date in full width", TECH, "applied_since_on", "２０２５－０３－０１", date(2025, 3, 1)),
    ("amount from text", TECH, "annual_benefit_cny", "1,234,567.80", "1234567.80"),
    ("amount from a float", TECH, "annual_benefit_cny", 1234.1, "1234.10"),
    ("whole number from text", TECH, "priority_no", "７", 7),
    ("id with a small x", TECH, "person_id", f" {id_number(12).lower()} ", id_number(12)),
    ("patent without ZL", PATENT, "patent_no", patent()[2:].replace(".", ""), patent()),
    ("names", TECH, "team_members", "李晓红、 张伟", ("李晓红", "张伟")),
    ("text over two lines", TECH, "project_name", "高精度\n工艺", "高精度 工艺"),
    ("project name a number", TECH, "project_name", 2025, "2025"),
    ("withdrawn", TECH, "is_withdrawn", "撤回", True),
]


@pytest.mark.parametrize(
    ("category", "key", "value", "expected"), [pytest.param(*case, id=name) for name, *case in GOOD_CELLS]
)
def test_what_is_meant_is_read_exactly(category: Category, key: str, value: Any, expected: Any) -> None:
    sheets, general = check_workbook(read_workbook(saved(one(category, **{key: value}))), CYCLE, ON)
    assert not general
    assert not sheets[category].findings
    read = sheets[category].rows[0].values[key]
    assert (str(read) if isinstance(expected, str) else read) == expected


def test_every_fault_of_a_row_is_named_and_the_other_rows_are_read() -> None:
    bad = row(TECH, 2, unit_name=None, posted_on="明天", payee_account="1")
    sheets, _ = check_workbook(read_workbook(saved(nominations({TECH: [row(TECH, 1), bad, row(TECH, 3)]}))), CYCLE, ON)
    assert [item.cell for item in sheets[TECH].findings] == [
        cell_of(TECH, key, 4) for key in ("unit_name", "posted_on", "payee_account")
    ]
    assert [item.row_no for item in sheets[TECH].rows] == [3, 5]
    assert sheets[TECH].rows_refused == 1
