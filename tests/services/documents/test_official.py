from __future__ import annotations

import re
from datetime import date

import pytest
from docx.table import Table
from tests.services.documents.facts import (
    COLOPHON,
    CYCLE,
    PRIZES,
    STUDIO_CYCLES,
    a_call_notice,
    a_decision,
    a_naming_decision,
    a_naming_notice,
    a_public_notice,
    a_studio_call_notice,
    letterhead,
    project,
)
from tests.services.documents.reading import W, lines, opened, part, rows, style_element, styled, value

from honours.domain.cycle import Category
from honours.domain.money import Money
from honours.services.documents.guards import PersonalNumberInText
from honours.services.documents.letter import Colophon
from honours.services.documents.naming import naming_decision, naming_notice, studio_call_notice
from honours.services.documents.official import PrizeMissing, call_notice, decision, public_notice

STRANGE = "李&<b>#[x]{{y}}{_{z}_}{% q %}$"
TWIPS_A_MM = 1440 / 25.4
# Eighths of a point: 0.35 mm and 0.25 mm, as the standard recommends.
OUTER, INNER = "8", "6"


def tops(table: Table) -> list[str]:
    """Return the weight of the upper line of each cell of the colophon."""
    return [value(cell, "tcPr/tcBorders/top", "sz") for cell in table._tbl.iter(f"{W}tc")]


def documents() -> dict[str, bytes]:
    projects = tuple(project(1, category) for category in CYCLE.categories)
    return {
        "call": call_notice(a_call_notice()),
        "notice": public_notice(a_public_notice(projects)),
        "decision": decision(a_decision(projects)),
        **{
            f"{name} of {cycle.scheme.value}": document
            for cycle in STUDIO_CYCLES
            for name, document in (
                ("call", studio_call_notice(a_studio_call_notice(cycle))),
                ("notice", naming_notice(a_naming_notice(cycle))),
                ("decision", naming_decision(a_naming_decision(cycle))),
            )
        },
    }


@pytest.fixture(scope="module", params=sorted(documents()))
def produced(request: pytest.FixtureRequest) -> bytes:
    return documents()[request.param]


def test_page_is_a4_with_the_type_area_of_the_standard(produced: bytes) -> None:
    section = opened(produced).sections[0]
    millimetres = [
        round(length.mm)
        for length in (
            section.page_width,
            section.page_height,
            section.top_margin,
            section.left_margin,
            section.right_margin,
            section.bottom_margin,
        )
        if length is not None
    ]
    assert millimetres == [210, 297, 37, 28, 26, 35]


def test_page_holds_22_lines_of_28_characters(produced: bytes) -> None:
    grid = part(produced, "word/document.xml").find(".//{*}docGrid")
    pitch = int(next(number for key, number in grid.attrib.items() if key.endswith("linePitch")))
    assert 22 * pitch <= 225.1 * TWIPS_A_MM < 23 * pitch
    normal = style_element(produced, "Normal")
    assert value(normal, "pPr/spacing", "line") == str(pitch)
    assert value(normal, "pPr/spacing", "lineRule") == "exact"
    character = 16 * 20 + int(value(normal, "rPr/spacing", "val"))
    assert 28 * character <= 156 * TWIPS_A_MM < 29 * character


@pytest.mark.parametrize(
    ("style", "font", "half_points"),
    [
        pytest.param("公文标题", "方正小标宋简体", "44", id="title, size 2"),
        pytest.param("一级标题", "黑体", None, id="first heading, body size"),
        pytest.param("二级标题", "楷体_GB2312", None, id="second heading, body size"),
        pytest.param("页码（单页）", "宋体", "28", id="page number, size 4"),
        pytest.param("发文机关标志", "方正小标宋简体", "104", id="red head"),
    ],
)
def test_styles_carry_the_fonts_of_the_standard(
    produced: bytes, style: str, font: str, half_points: str | None
) -> None:
    element = style_element(produced, style)
    assert value(element, "rPr/rFonts", "eastAsia") == font
    if half_points is not None:
        assert value(element, "rPr/sz", "val") == half_points


def test_body_is_fangsong_of_size_3_with_an_indent_of_two_characters(produced: bytes) -> None:
    defaults = part(produced, "word/styles.xml").find("{*}docDefaults/{*}rPrDefault")
    assert value(defaults, "rPr/rFonts", "eastAsia") == "仿宋_GB2312"
    assert value(defaults, "rPr/sz", "val") == "32"
    assert value(style_element(produced, "公文正文"), "pPr/ind", "firstLineChars") == "200"
    assert len(styled(produced, "公文正文")) > 3


def test_head_and_its_line_are_red_and_centred(produced: bytes) -> None:
    assert [paragraph.text for paragraph in styled(produced, "发文机关标志")] == ["无锡市总工会文件"]
    assert value(style_element(produced, "发文机关标志"), "rPr/color", "val") == "FF0000"
    assert value(style_element(produced, "发文机关标志"), "pPr/jc", "val") == "center"
    assert [paragraph.text for paragraph in styled(produced, "发文字号")] == ["锡工办发〔2025〕5号"]
    assert value(style_element(produced, "发文字号"), "pPr/pBdr/bottom", "color") == "FF0000"


def test_page_numbers_stand_between_dashes_on_the_outer_side(produced: bytes) -> None:
    assert part(produced, "word/settings.xml").find("{*}evenAndOddHeaders") is not None
    section = opened(produced).sections[0]
    for footer, style, side in (
        (section.footer, "页码（单页）", "right"),
        (section.even_page_footer, "页码（双页）", "left"),
    ):
        paragraph = footer.paragraphs[0]
        assert paragraph.text == "— 1 —"
        assert "PAGE" in "".join(paragraph._p.itertext())
        assert paragraph.style is not None
        assert paragraph.style.name == style
        assert value(style_element(produced, style), "pPr/jc", "val") == side


def test_an_office_without_a_font_of_the_standard_gets_its_nearest_relative(produced: bytes) -> None:
    fonts = part(produced, "word/fontTable.xml")
    nearest = {font.get(f"{W}name"): value(font, "altName", "val").split(",")[0] for font in fonts}
    assert nearest["方正小标宋简体"] == "方正小标宋_GBK"
    assert nearest["仿宋_GB2312"] == "仿宋"
    assert nearest["楷体_GB2312"] == "楷体"


def test_nothing_of_the_template_language_is_left(produced: bytes) -> None:
    text = "".join(part(produced, "word/document.xml").itertext())
    assert len(text) > 300
    assert not re.search(r"{{|}}|{%|%}", text)


def test_no_long_number_is_in_any_document(produced: bytes) -> None:
    assert not re.search(r"[0-9]{15}", "".join(part(produced, "word/document.xml").itertext()))


def test_the_same_facts_give_the_same_bytes() -> None:
    assert documents() == documents()


def test_call_notice_says_what_to_do_by_when_and_where() -> None:
    data = call_notice(a_call_notice())
    text = lines(data)
    assert styled(data, "公文标题")[0].text == "无锡市总工会\n关于开展2025年职工创新成果奖\n评选推荐工作的通知"
    assert styled(data, "主送机关")[0].text == "各市（县）区、经开区总工会，各局（公司）、直属单位工会："
    assert any("本单位公示5天" in line and "《办法》第十条" in line for line in text)
    assert any("2025年4月7日24时前报送至劳动和经济工作部" in line for line in text)
    quotas, milestones, colophon = (rows(table) for table in opened(data).tables)
    assert quotas[1:] == [[str(seq), category.label, "不超过10"] for seq, category in enumerate(CYCLE.categories, 1)]
    assert milestones[1:] == [
        ["1", "基层公示开始", "2025年3月24日", ""],
        ["2", "推荐上报截止", "2025年4月7日", "以收到为准"],
    ]
    assert colophon == [["抄送：江苏省总工会。"] * 2, ["无锡市总工会办公室", "2025年3月4日印发"]]
    assert [paragraph.text for paragraph in styled(data, "成文日期")] == ["2025年3月3日"]
    assert [paragraph.text for paragraph in styled(data, "发文机关署名")] == ["无锡市总工会"]


def test_attachments_are_numbered_only_when_there_are_several() -> None:
    several = lines(call_notice(a_call_notice()))
    assert several[several.index("附件：1.推荐申报工作簿") + 1] == "2.基层公示情况说明"
    alone = call_notice(a_call_notice(attachments=("推荐申报工作簿",)))
    assert [paragraph.text for paragraph in styled(alone, "附件说明（单个）")] == ["附件：推荐申报工作簿"]


@pytest.mark.parametrize(
    ("style", "before_the_name"),
    [
        pytest.param("附件说明", "附件：1.", id="first of several"),
        pytest.param("附件说明（续）", "1.", id="next of several"),
        pytest.param("附件说明（单个）", "附件：", id="alone"),
    ],
)
def test_a_long_attachment_name_goes_on_below_its_first_character(
    produced: bytes, style: str, before_the_name: str
) -> None:
    indent = "pPr/ind"
    taken = sum(0.5 if character in "1." else 1 for character in before_the_name)
    assert value(style_element(produced, style), indent, "hangingChars") == str(round(taken * 100))
    left = int(value(style_element(produced, style), indent, "leftChars"))
    assert left == 200 + 300 + (0 if "单个" in style else 100)


def test_colophon_without_copies_keeps_its_upper_line() -> None:
    alone = Colophon(printed_by=COLOPHON.printed_by, printed_on=COLOPHON.printed_on)
    table = opened(call_notice(a_call_notice(colophon=alone))).tables[-1]
    assert rows(table) == [["无锡市总工会办公室", "2025年3月4日印发"]]
    assert tops(table) == [OUTER, OUTER]


def test_colophon_has_thick_outer_lines_and_a_thin_one_between() -> None:
    table = opened(call_notice(a_call_notice())).tables[-1]
    assert tops(table) == [OUTER, INNER, INNER]


def test_a_long_issuer_gets_the_narrow_head() -> None:
    data = call_notice(a_call_notice(letterhead(issuer="无锡市总工会办公室")))
    assert [paragraph.text for paragraph in styled(data, "发文机关标志（长名称）")] == ["无锡市总工会办公室文件"]
    assert styled(data, "发文机关标志") == []


def test_public_notice_shows_each_day_counted_and_skipped() -> None:
    text = lines(public_notice(a_public_notice((project(1),))))
    assert "自2025年9月26日起，至2025年10月10日24时止，计5个工作日。" in text
    assert (
        "张贴当日不计入，自次日起按工作日计算。"
        "计入的工作日：2025年9月28日、9月29日、9月30日、10月9日、10月10日。"
        "不计入的日期：9月27日（周六）、10月1日至10月8日（国庆节、中秋节）。"
    ) in text
    counted = lines(public_notice(a_public_notice((project(1),), counts_posting_day=True)))
    assert any(line.startswith("张贴当日计入公示期。") for line in counted)


def test_public_notice_lists_only_categories_with_projects_in_their_order() -> None:
    projects = (project(2, Category.GOLDEN_IDEA), project(1, Category.TECH_ACHIEVEMENT))
    data = public_notice(a_public_notice(projects))
    headings = [paragraph.text for paragraph in styled(data, "名单小标题")]
    assert headings == ["一、十大科技创新成果（1项）", "二、十佳金点子（1项）"]
    assert [rows(table)[0][3] for table in opened(data).tables] == ["第一完成人", "第一建议人"]
    assert rows(opened(data).tables[1])[1] == ["1", "2025-JD-0002", "项目2", "李明", "无锡某某厂"]


def test_a_hundred_projects_keep_their_order_under_a_repeated_header() -> None:
    data = public_notice(a_public_notice(tuple(project(number) for number in range(1, 101))))
    (table,) = opened(data).tables
    assert [row[1] for row in rows(table)[1:]] == [f"2025-KJ-{number:04d}" for number in range(1, 101)]
    assert table.rows[0]._tr.find(".//{*}tblHeader") is not None
    assert all(row._tr.find(".//{*}cantSplit") is not None for row in table.rows)


def test_a_nomination_number_fits_on_one_line_of_the_list() -> None:
    projects = (project(1),)
    notice, decided = public_notice(a_public_notice(projects)), decision(a_decision(projects))
    for listed in (opened(notice).tables[0], opened(decided).tables[1]):
        widths = [int(cell._tc.tcPr.find(f"{W}tcW").get(f"{W}w")) for cell in listed.rows[1].cells]
        assert sum(widths) <= round(156 * TWIPS_A_MM)
        assert widths[1] >= len("2025-KJ-0101-001") * 6 * 20 + 2 * 85


def test_strange_names_come_out_literally() -> None:
    data = public_notice(a_public_notice((project(1, person=STRANGE), project(2, person="王喆昇"))))
    assert [row[3] for row in rows(opened(data).tables[0])[1:]] == [STRANGE, "王喆昇"]


def test_decision_adds_up_prizes_and_puts_the_medal_in_principle() -> None:
    projects = tuple(project(number, category) for category in CYCLE.categories for number in (1, 2))
    data = decision(a_decision(projects))
    prizes = rows(opened(data).tables[0])
    assert prizes[1] == ["十大科技创新成果", "2", "5000", "10000"]
    assert prizes[4] == ["十佳金点子", "2", "2000.50", "4001"]
    assert prizes[5] == ["合计", "8", "—", "26001"]
    assert any("人民币26001元" in line for line in lines(data))
    assert any("原则上授予“无锡市五一劳动奖章”" in line and "第十三条" in line for line in lines(data))
    assert styled(data, "名单小标题")[3].text == "四、十佳金点子（2项，每项奖金2000.50元）"
    assert rows(opened(data).tables[4])[1] == ["1", "2025-JD-0001", "项目1", "李明", "无锡某某厂"]


def test_decision_without_a_prize_for_a_chosen_category_is_refused() -> None:
    prizes: dict[Category, Money] = {
        category: amount for category, amount in PRIZES.items() if category is not Category.GOLDEN_IDEA
    }
    assert decision(a_decision((project(1),), prizes))
    with pytest.raises(PrizeMissing, match="十佳金点子"):
        decision(a_decision((project(1, Category.GOLDEN_IDEA),), prizes))


def test_an_id_number_never_reaches_a_document() -> None:
    with pytest.raises(PersonalNumberInText) as refusal:
        public_notice(a_public_notice((project(1), project(2, person="李明11010519491231002X"))))
    assert refusal.value.field == "groups[1].projects[2].person"
    assert refusal.value.file == "public_notice.docx"
    assert "1101" not in str(refusal.value)


def test_the_file_carries_its_date_of_issue() -> None:
    properties = opened(public_notice(a_public_notice((project(1),)))).core_properties
    assert properties.modified is not None
    assert properties.modified.date() == date(2025, 9, 26)
