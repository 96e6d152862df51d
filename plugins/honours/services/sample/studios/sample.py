"""A cycle of the studios as the replay plays it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from honours.domain.cycle import Category, Scheme
from honours.domain.stages import Examination, Examiners, examines_by
from honours.regulation.policies import review_policy
from honours.services.documents.letter import ListedProject
from honours.services.sample import paying, plants, scores
from honours.services.sample.books import panel_roster
from honours.services.sample.cycles import sample_cycles
from honours.services.sample.disputes import objection_letters
from honours.services.sample.entries import Season
from honours.services.sample.house import house
from honours.services.sample.letters import Letter, at
from honours.services.sample.meetings import REFUSED, RESTORED, SENT_BACK, held
from honours.services.sample.plants import Plant, PlantKind
from honours.services.sample.playing import (
    Files,
    MeetingAnswer,
    PaperNumbers,
    PlannedCycle,
    Post,
    ReviewAnswer,
    Shown,
)
from honours.services.sample.rosters import body_roster
from honours.services.sample.studios import letters
from honours.services.sample.studios.disputes import STRUCK_REASON, studio_disputes
from honours.services.sample.studios.register import filled_register
from honours.services.sample.studios.visits import (
    AskedForm,
    Findings,
    Visits,
    answered_form,
    mended_form,
    slipped_cell,
    visits,
)
from honours.services.sample.studios.years import StudioYear, studio_years
from honours.services.sample.tie_hits import conflict_plants, interest_letters
from honours.services.sample.year import SampleYear

_REFUSED_REASON = "经核实材料，不予认定"
_NOT_SEEN_REASON = "核实不到，补充材料也不足以证明，不予认定"
_HUNG_AFTER_DAYS = 15
_ONE_DAY = timedelta(days=1)


class StudioSample:
    """Implements :class:`honours.services.sample.playing.Sample` for both studio schemes."""

    def __init__(self, planned: PlannedCycle) -> None:
        self._planned = planned
        self._played: StudioYear = studio_years(_up_to(planned))[planned.cycle]
        self.year: SampleYear = self._played.year
        self.visits: Visits | None = None
        if examines_by(planned.cycle.scheme) is Examiners.VISITORS:
            through = set(self.standing)
            self.visits = visits(
                self.season,
                [entry for entry in self.year.entries if entry.nomination_no in through],
                has_demonstration=any(entry.category is Category.DEMONSTRATION for entry in self.year.entries),
            )

    @property
    def season(self) -> Season:
        """The cycle with its call and its last day for nominations."""
        return self.year.season

    @property
    def numbers(self) -> PaperNumbers:
        """The numbers of its documents."""
        return self._planned.numbers

    @property
    def standing(self) -> tuple[str, ...]:
        """The numbers of those that get through the qualification."""
        return self._played.standing

    def before_call(self) -> Post:
        """Return the roster, and before the first cycle of all the register of the studios named earlier."""
        on, label = self.season.call_on - _ONE_DAY, self.season.cycle.label
        sent = [Letter(f"推荐单位和专家名册（{label}）.xlsx", body_roster(house(), saved_on=on), at(on))]
        if self.season.cycle != sample_cycles()[0].cycle:
            return Post.of(sent)
        name, filled = "创新工作室名册.xlsx", filled_register(self._played.known, saved_on=on)
        return Post.of([*sent, Letter(name, filled.content, at(on, 11))], filled.plants(name))

    def after_call(self) -> Post:
        """Return who sits on which panel, where experts review."""
        cycle, on = self.season.cycle, self.season.call_on
        if examines_by(cycle.scheme) is not Examiners.EXPERTS:
            return Post()
        content = panel_roster(house(), cycle, saved_on=on)
        return Post.of([Letter(f"评审组名册（{cycle.label}）.xlsx", content, at(on, 15))])

    def nominations(self, blanks: Files) -> Post:
        """Return every body's workbook with its evidence, and the files that nobody can use."""
        wrong = list(letters.wrong_letters(self.year, blanks))
        planted = plants.rule_plants(self.year) | plants.cell_plants(self.year) | plants.file_plants(wrong)
        planted |= plants.refused_plants(letters.returned_whole(self.year))
        return Post.of([*letters.first_letters(self.year, blanks), *wrong], planted)

    def corrections(self, blanks: Files, returned: Files) -> Post:
        """Return the workbooks that came back, mended, what comes after the last day, and who steps back."""
        late = list(letters.late_letters(self.year, blanks))
        sent, planted = [*letters.second_letters(self.year, blanks, returned), *late], plants.late_plants(late)
        if examines_by(self.season.cycle.scheme) is Examiners.EXPERTS:
            sent += interest_letters(self.year)
            planted |= conflict_plants(self.year)
        return Post.of(sent, planted)

    def refusals(self, examination: Examination) -> Mapping[str, str]:
        """Return those whom staff refuse; what the recommendation left open is decided with the qualification."""
        if examination is Examination.QUALIFICATION:
            refused = sorted({one.nomination_no for one in self.year.broken if one.is_refused})
            return dict.fromkeys(refused, _REFUSED_REASON)
        if examination is Examination.VERIFICATION and self.visits is not None:
            return dict.fromkeys(self.visits.refused, _NOT_SEEN_REASON)
        return {}

    def examined(self, asked: Files, on: date) -> Post:
        """Return the visitors' forms or the experts' score sheets."""
        if self.visits is not None:
            return self._visited(self.visits, asked, on)
        sheets = [scores.read_sheet(name, content) for name, content in sorted(asked.items())]
        policy = review_policy(self.season.cycle.scheme, self.season.call_on)
        # Not blind: experts know the studios by their numbers.
        given = scores.answers(sheets, policy, {code: code for sheet in sheets for code in sheet.codes})
        return Post.of(
            Letter(
                sheet.name,
                scores.answered_sheet(sheet, given.points, policy, saved_on=on),
                at(on - 2 * _ONE_DAY, 9, place % 60),
            )
            for place, sheet in enumerate(sheets)
        )

    def examined_again(self, returned: Files, on: date) -> Post:
        """Return the form that came back, with all visitors named."""
        slipped = self.visits.slipped if self.visits is not None else ""
        sent_on = on - _ONE_DAY
        return Post.of(
            Letter(
                name.replace(".xlsx", "（更正）.xlsx"), mended_form(content, slipped, saved_on=sent_on), at(sent_on, 9)
            )
            for name, content in returned.items()
            if slipped and slipped in name
        )

    def meeting(self, listed: Sequence[Shown], on: date) -> MeetingAnswer:
        """Vote down the second on the list; without a quota nothing is tied."""
        first, second = listed[0].nomination_no, listed[1].nomination_no
        return held(on, voted_down=second, why=STRUCK_REASON, recused_from=first)

    def sent_back(self, listed: Sequence[Shown], meeting_no: int) -> Mapping[str, str]:
        """Return two entries of the employee studios' first record; what is approved in every other cycle."""
        if self.season.cycle.scheme is not Scheme.EMPLOYEE_STUDIO or meeting_no > 1:
            return {}
        return dict(zip((one.nomination_no for one in listed[2:4]), SENT_BACK, strict=True))

    def examined_anew(self, sent_back: Sequence[str]) -> ReviewAnswer:
        """Return the first of those sent back as restored and the others as refused."""
        return ReviewAnswer({sent_back[0]: RESTORED}, dict.fromkeys(sent_back[1:], REFUSED))

    def posted_on(self, planned_on: date) -> date:
        """Return the planned day, or a working day later where experts reviewed: the website was being mended."""
        if examines_by(self.season.cycle.scheme) is Examiners.VISITORS:
            return planned_on
        return self.season.calendar.add_working_days(planned_on, 1)

    def notice_corrections(self, listed: Sequence[ListedProject], posted_on: date) -> Post:
        """Return nothing: the lists are right at once."""
        return Post()

    def objections(self, on_notice: Sequence[str], posted_on: date, closes_on: date) -> Post:
        """Return the register of objections on the day after the notice."""
        cycle, on = self.season.cycle, closes_on + _ONE_DAY
        listed = studio_disputes(cycle, on_notice, posted_on, closes_on)
        planted = (Plant(PlantKind.OBJECTION, one.nomination_no, one.objection_no, one.end) for one in listed)
        return Post.of(objection_letters(cycle, listed, saved_on=on), planted)

    def medals_withheld(self, awarded: Sequence[str]) -> Mapping[str, str]:
        """Return nothing: no medal goes with the naming of a studio."""
        return {}

    def recommended(self, awarded: Sequence[tuple[Category, str]]) -> tuple[str, ...]:
        """Return nothing: studios are not recommended on this way."""
        return ()

    def consulted(self, asked: Files, on_notice: Sequence[str], posted_on: date) -> Post:
        """Return nothing: nobody is consulted on studios."""
        return Post()

    def consulted_again(self, returned: Files, posted_on: date) -> Post:
        """Return nothing either."""
        return Post()

    def bank(self, payment_file: bytes, sent_on: date) -> Post:
        """Return the bank's statements and receipts."""
        orders = paying.read_orders(payment_file)
        answer = paying.bank_answer(orders, sent_on, self.season.calendar, self.season.cycle)
        return Post(answer.letters, answer.plants)

    def plaques_hung_on(self, named_on: date) -> date:
        """Return the day from which the plaques hang."""
        return self.season.calendar.add_working_days(named_on, _HUNG_AFTER_DAYS)

    def _visited(self, found: Visits, asked: Files, on: date) -> Post:
        planted = {Plant(PlantKind.RULE, one.nomination_no, one.rule, one.verdict.value) for one in found.broken()}
        cell, header = slipped_cell()
        forms = [AskedForm.read(name, content) for name, content in sorted(asked.items())]
        planted |= {
            Plant(PlantKind.CELL, one.name, cell, header) for one in forms if one.nomination_no == found.slipped
        }
        return Post.of(self._filled(found, forms, on), planted)

    def _filled(self, found: Visits, forms: Sequence[AskedForm], on: date) -> Iterator[Letter]:
        sent_on = on - 2 * _ONE_DAY
        for place, asked in enumerate(forms):
            content = answered_form(
                asked,
                found.findings.get(asked.nomination_no, Findings()),
                self.season.calendar.add_working_days(sent_on, -1 - place % 10),
                has_slip=asked.nomination_no == found.slipped,
                saved_on=sent_on,
            )
            yield Letter(asked.name, content, at(sent_on, 9, place % 60))


def _up_to(planned: PlannedCycle) -> tuple[PlannedCycle, ...]:
    """Return the studios' cycles that are played before this one, and it on its own days."""
    before = [one for one in sample_cycles() if one.cycle.scheme.names_studios]
    places = [one.cycle for one in before]
    return (*before[: places.index(planned.cycle)], planned)
