"""A cycle is compared once with itself and all that came before; what is found stands, is shown, and is referred."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from sqlalchemy import Row, select, update
from tests.builders import CYCLE, DUE_ON, add_nominations, lay_ground, nomination_no, nominee

from honours.domain.cycle import Category, Cycle, Scheme
from honours.domain.facts import Speciality
from honours.domain.resemblance import Kinship
from honours.domain.stages import Examination
from honours.domain.states import NominationState
from honours.services.judgement import judge
from honours.services.resemblance import comparing
from honours.services.resemblance.comparing import compare_texts
from honours.services.review.referrals import referrals, referrals_markdown
from honours.services.sample.summaries import copied, summary
from honours.services.stages import CycleNotOpen
from honours.storage.tables import nomination, text_comparison, text_resemblance, text_signature, verdict
from honours.storage.unit_of_work import UnitOfWork

KJ, JD = Category.TECH_ACHIEVEMENT, Category.GOLDEN_IDEA
EARLIER = Cycle(2023, Scheme.ACHIEVEMENT_AWARD)
ORIGINAL = summary("original", KJ, Speciality.ENERGY, "锅炉给水泵")
COPY = str(copied(ORIGINAL, 0.3, Speciality.ENERGY, "copy"))
UNIT, OTHER_UNIT = {"unit_uscc": "91320200MA1AAAAA0A"}, {"unit_uscc": "91320200MA1BBBBB0B", "unit_name": "无锡另一公司"}
PERSON = {"person_id": "320204199001011234", "person_name": "张一"}


def told(number: int) -> str:
    return str(summary(f"of its own {number}", KJ, list(Speciality)[number % 8], "水泵"))


def entry(serial_no: int, text: str | None, category: Category = KJ, **facts: Any) -> dict[str, Any]:
    state = facts.pop("state", NominationState.RECOMMENDED)
    return nominee(category, serial_no, project_summary=text, state=state, is_compared=False, **{**UNIT, **facts})


def lay(work: UnitOfWork, entries: Sequence[dict[str, Any]]) -> None:
    with work:
        for cycle in dict.fromkeys(row["cycle"] for row in entries):
            lay_ground(work, of=Cycle.parse(cycle))
        for cycle in dict.fromkeys(row["cycle"] for row in entries):
            add_nominations(work, [row for row in entries if row["cycle"] == cycle])


def pairs(work: UnitOfWork) -> list[tuple[str, str, str]]:
    with work:
        t = text_resemblance.c
        rows = work.connection.execute(
            select(t.nomination_no, t.other_no, t.kinship).order_by(t.nomination_no, t.other_no)
        )
        return [tuple(row) for row in rows]  # type: ignore[misc]


def no(serial_no: int, of: Cycle = CYCLE) -> str:
    return nomination_no(KJ, serial_no, of=of)


def test_a_copy_within_the_cycle_is_found_from_both_sides(unit_of_work: UnitOfWork) -> None:
    lay(unit_of_work, [entry(1, str(ORIGINAL)), entry(2, COPY, **OTHER_UNIT), entry(3, told(3), **OTHER_UNIT)])
    counts = compare_texts(CYCLE, DUE_ON, unit_of_work)
    assert pairs(unit_of_work) == [(no(1), no(2), "other"), (no(2), no(1), "other")]
    assert (counts.compared, counts.too_short, counts.resembling, counts.new_pairs) == (3, 0, 2, 2)
    assert str(counts) == "已比对3项，内容过短未比对0项，与其他申报相近2项（本次新增2对）"


def test_comparing_again_changes_nothing(unit_of_work: UnitOfWork) -> None:
    lay(unit_of_work, [entry(1, str(ORIGINAL)), entry(2, COPY, **OTHER_UNIT)])
    first = compare_texts(CYCLE, DUE_ON, unit_of_work)
    again = compare_texts(CYCLE, DUE_ON, unit_of_work)
    assert (again.new_pairs, again.compared, again.resembling) == (0, first.compared, first.resembling)
    with unit_of_work as work:
        documents = work.run("list_document_versions", DOCUMENT).all()
    assert len(documents) == 1


DOCUMENT = {"cycle": str(CYCLE), "stage": "review", "kind": "similar_texts", "subject": ""}


@pytest.mark.parametrize(
    ("earlier", "kinship"),
    [
        pytest.param({**OTHER_UNIT}, "other", id="another unit's of an earlier year"),
        pytest.param({}, "own_earlier", id="the same unit's, not honoured"),
        pytest.param({**OTHER_UNIT, **PERSON}, "own_earlier", id="the same person's at another unit, not honoured"),
        pytest.param({"state": NominationState.AWARDED}, "own_honoured", id="the same unit's, honoured"),
        pytest.param({**OTHER_UNIT, "state": NominationState.EXCLUDED}, "other", id="another unit's that was excluded"),
    ],
)
def test_earlier_years_are_compared_too(unit_of_work: UnitOfWork, earlier: dict[str, Any], kinship: str) -> None:
    lay(unit_of_work, [entry(1, COPY, **PERSON), entry(7, str(ORIGINAL), of=EARLIER, **earlier)])
    compare_texts(CYCLE, DUE_ON, unit_of_work)
    assert pairs(unit_of_work) == [(no(1), no(7, EARLIER), kinship)]


def test_a_later_cycle_is_nothing_to_compare_an_earlier_one_with(unit_of_work: UnitOfWork) -> None:
    lay(unit_of_work, [entry(1, COPY), entry(7, str(ORIGINAL), of=EARLIER, **OTHER_UNIT)])
    assert compare_texts(EARLIER, DUE_ON, unit_of_work).new_pairs == 0


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        pytest.param({"person_name": "另一人"}, ["same_unit"], id="another person of the unit"),
        pytest.param({**PERSON}, [], id="the same person: award/4.4 is asked of that"),
        pytest.param({"person_name": "张一", "person_id": None}, [], id="perhaps the same person"),
        pytest.param({"person_name": "张一", "person_id": None, **OTHER_UNIT}, ["other"], id="a namesake elsewhere"),
        pytest.param({**OTHER_UNIT, "is_withdrawn": True}, [], id="withdrawn"),
        pytest.param({**OTHER_UNIT, "state": NominationState.EXCLUDED}, ["other"], id="excluded already"),
    ],
)
def test_who_sends_the_same_text_in_the_cycle(
    unit_of_work: UnitOfWork, second: dict[str, Any], expected: list[str]
) -> None:
    lay(unit_of_work, [entry(1, str(ORIGINAL), **PERSON), entry(2, COPY, JD, **second)])
    compare_texts(CYCLE, DUE_ON, unit_of_work)
    found = [kinship for number, _, kinship in pairs(unit_of_work) if number == no(1)]
    assert found == expected


def test_texts_that_are_too_short_are_compared_with_none(unit_of_work: UnitOfWork) -> None:
    lay(unit_of_work, [entry(1, None), entry(2, None, **OTHER_UNIT)])
    counts = compare_texts(CYCLE, DUE_ON, unit_of_work)
    assert (counts.compared, counts.too_short, counts.new_pairs) == (0, 2, 0)
    judge(CYCLE, Examination.QUALIFICATION, DUE_ON, unit_of_work)
    assert said(unit_of_work, no(1)) == ("pass", "内容过短，未作比对")


def said(work: UnitOfWork, number: str) -> tuple[str, str]:
    with work:
        asked = select(verdict.c.verdict, verdict.c.found).where(
            verdict.c.rule == "similar_text", verdict.c.nomination_no == number
        )
        return tuple(work.connection.execute(asked).one())  # type: ignore[return-value]


def test_what_is_found_is_referred_with_numbers_shares_and_whose_it_is(unit_of_work: UnitOfWork) -> None:
    before = entry(7, str(ORIGINAL), of=EARLIER)
    lay(unit_of_work, [entry(1, str(ORIGINAL)), entry(2, COPY, **OTHER_UNIT), entry(3, told(3), **OTHER_UNIT), before])
    compare_texts(CYCLE, DUE_ON, unit_of_work)
    judge(CYCLE, Examination.QUALIFICATION, DUE_ON, unit_of_work)
    verdict_of_first, found = said(unit_of_work, no(1))
    assert verdict_of_first == "refer"
    assert found == (
        f"与3项申报比对；相近的申报：{no(7, EARLIER)}（{shares(unit_of_work, no(1), no(7, EARLIER))}，"
        f"{Kinship.OWN_EARLIER.label}）、{no(2)}（{shares(unit_of_work, no(1), no(2))}，其他单位的申报）"
    )
    assert said(unit_of_work, no(3)) == ("pass", "与3项申报比对；相近的申报：无")


def shares(work: UnitOfWork, number: str, other: str) -> str:
    with work:
        t = text_resemblance.c
        asked = select(t.common_percent, t.contained_percent).where(t.nomination_no == number, t.other_no == other)
        found = work.connection.execute(asked).one()
    return f"两篇合计的{int(found.common_percent)}%、较短一篇的{int(found.contained_percent)}%"


def test_what_was_not_compared_is_not_taken_for_its_own(unit_of_work: UnitOfWork) -> None:
    lay(unit_of_work, [entry(1, told(1))])
    judge(CYCLE, Examination.QUALIFICATION, DUE_ON, unit_of_work)
    assert said(unit_of_work, no(1)) == ("refer", "尚未与其他申报比对")


def test_people_are_told_where_both_texts_stand_side_by_side(unit_of_work: UnitOfWork) -> None:
    lay(unit_of_work, [entry(1, str(ORIGINAL)), entry(2, COPY, **OTHER_UNIT)])
    compare_texts(CYCLE, DUE_ON, unit_of_work)
    judge(CYCLE, Examination.QUALIFICATION, DUE_ON, unit_of_work)
    shown = referrals_markdown(referrals(CYCLE, unit_of_work))
    assert "其中 2 项的内容与其他申报相近" in shown
    assert "相似申报对照表.xlsx" in shown
    assert f"相近的申报：{no(2)}（" in shown
    place = unit_of_work.settings.outbox / CYCLE.slug / "review" / "相似申报对照表.xlsx"
    assert place.exists()


def test_the_list_marks_what_both_texts_have(unit_of_work: UnitOfWork) -> None:
    lay(unit_of_work, [entry(1, str(ORIGINAL)), entry(2, COPY, **OTHER_UNIT)])
    compare_texts(CYCLE, DUE_ON, unit_of_work)
    place = unit_of_work.settings.outbox / CYCLE.slug / "review" / "相似申报对照表.xlsx"
    page = load_workbook(io.BytesIO(place.read_bytes()), rich_text=True)["相似申报对照表"]
    (row,) = page.iter_rows(min_row=5)
    assert [str(cell.value).splitlines()[0] for cell in row[2:4]] == ["其他单位的申报", no(1)]
    assert str(row[3].value).splitlines()[1:] == [
        "2025年 十大科技创新成果",
        "职工KJ-0101-001",
        "无锡某某有限公司",
        "第0101总工会",
    ]
    assert str(row[5].value).splitlines()[3] == "无锡另一公司"
    texts = [row[4].value, row[6].value]
    assert [str(text).splitlines()[1] for text in texts] == [str(ORIGINAL), COPY]
    for text in texts:
        assert isinstance(text, CellRichText)
        marked = "".join(block.text for block in text if isinstance(block, TextBlock) and block.font.u == "single")
        assert 0.4 * len(str(text)) < len(marked) < 0.95 * len(str(text))


def test_without_a_pair_there_is_no_list(unit_of_work: UnitOfWork) -> None:
    lay(unit_of_work, [entry(1, told(1)), entry(2, told(2), **OTHER_UNIT)])
    assert compare_texts(CYCLE, DUE_ON, unit_of_work).resembling == 0
    assert not (unit_of_work.settings.outbox / CYCLE.slug / "review").exists()


def test_a_changed_text_gets_a_new_signature(unit_of_work: UnitOfWork) -> None:
    lay(unit_of_work, [entry(1, told(1)), entry(7, told(7), of=EARLIER)])
    compare_texts(CYCLE, DUE_ON, unit_of_work)
    signatures = select(text_signature.c.nomination_no, text_signature.c.revision, text_signature.c.signature)
    with unit_of_work as work:
        before = {row.nomination_no: row for row in work.connection.execute(signatures)}
        work.connection.execute(
            update(nomination).where(nomination.c.nomination_no == no(1)).values(revision=2, project_summary=COPY)
        )
    compare_texts(CYCLE, DUE_ON, unit_of_work)
    with unit_of_work as work:
        after = {row.nomination_no: row for row in work.connection.execute(signatures)}
        done = work.connection.scalars(
            select(text_comparison.c.revision).where(text_comparison.c.nomination_no == no(1)).order_by("revision")
        ).all()
    assert (after[no(1)].revision, list(done)) == (2, [1, 2])
    assert after[no(1)].signature != before[no(1)].signature
    assert after[no(7, EARLIER)] == before[no(7, EARLIER)]


def test_others_are_read_batch_by_batch_and_the_batches_do_not_matter(
    unit_of_work: UnitOfWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing, "_BATCH", 2)
    sizes: list[int] = []
    batches = comparing._batches

    def counted(key: dict[str, Any], work: UnitOfWork) -> Iterator[Sequence[Row[Any]]]:
        for batch in batches(key, work):
            sizes.append(len(batch))
            yield batch

    monkeypatch.setattr(comparing, "_batches", counted)
    earlier = [entry(place, told(place), of=EARLIER, **OTHER_UNIT) for place in range(1, 5)]
    copied_ones = [entry(place, str(ORIGINAL), of=EARLIER, **OTHER_UNIT) for place in (5, 6)]
    lay(unit_of_work, [entry(1, COPY), *earlier, *copied_ones])
    assert compare_texts(CYCLE, DUE_ON, unit_of_work).new_pairs == 2
    assert sizes == [2, 2, 2, 1]
    assert [other for _, other, _ in pairs(unit_of_work)] == [no(5, EARLIER), no(6, EARLIER)]


def test_a_cycle_must_be_open(unit_of_work: UnitOfWork) -> None:
    with pytest.raises(CycleNotOpen):
        compare_texts(CYCLE, DUE_ON, unit_of_work)
