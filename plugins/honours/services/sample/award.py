"""The award's year as the replay plays it: the same moments as every other cycle has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from honours.domain.cycle import Category
from honours.domain.policies import Silence
from honours.domain.stages import Examination
from honours.domain.states import RankingOutcome
from honours.regulation.loader import regulation
from honours.regulation.policies import notice_policy, review_policy
from honours.services.documents.letter import ListedProject
from honours.services.documents.wording import DocumentNo
from honours.services.review.blinding.key_list import KEY_LIST_NAME
from honours.services.sample import consulting, letters, paying, plants, scores
from honours.services.sample.absences import absences
from honours.services.sample.books import panel_roster
from honours.services.sample.disputes import STRUCK_REASON, disputes, objection_letters
from honours.services.sample.entries import Season
from honours.services.sample.letters import Letter, at
from honours.services.sample.meetings import held
from honours.services.sample.notices import correction_register
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
from honours.services.sample.tie_hits import conflict_plants, interest_letters
from honours.services.sample.year import SampleYear, sample_year

_REFUSED_REASON = "经核实材料，不予认定"
_WITHHELD_REASON = "本人已获授同一荣誉称号，不重复授予"
# Which on the list has its unit called wrongly, and how much later the number of the notice that puts it right is.
_MISNAMED, _AGAIN_LATER = 5, 10
_ONE_DAY = timedelta(days=1)


class AwardSample:
    """Implements :class:`honours.services.sample.playing.Sample` for the achievement award."""

    def __init__(self, planned: PlannedCycle) -> None:
        self._planned = planned
        self.year: SampleYear = sample_year(planned.cycle, planned.call_on, planned.due_on)

    @property
    def season(self) -> Season:
        """The cycle with its call and its last day for nominations."""
        return self.year.season

    @property
    def numbers(self) -> PaperNumbers:
        """The numbers of its documents."""
        return self._planned.numbers

    def before_call(self) -> Post:
        """Return the roster of bodies and experts."""
        on = self.season.call_on - _ONE_DAY
        content = body_roster(self.year, saved_on=on)
        return Post.of([Letter(f"推荐单位和专家名册（{self.season.cycle.label}）.xlsx", content, at(on))])

    def after_call(self) -> Post:
        """Return who sits on which panel."""
        on = self.season.call_on
        content = panel_roster(self.year, self.season.cycle, saved_on=on)
        return Post.of([Letter(f"评审组名册（{self.season.cycle.label}）.xlsx", content, at(on, 15))])

    def nominations(self, blanks: Files) -> Post:
        """Return every body's workbook, the photos of the postings, and the files that nobody can use."""
        given = dict(blanks)
        planted = plants.rule_plants(self.year) | plants.cell_plants(self.year)
        planted |= plants.file_plants(letters.wrong_letters(self.year, given))
        return Post.of(letters.first_letters(self.year, given), planted)

    def corrections(self, blanks: Files, returned: Files) -> Post:
        """Return the workbooks that came back, mended, what comes after the last day, and who steps back."""
        given = dict(blanks)
        late = list(letters.late_letters(self.year, given))
        # A body whose workbook was taken whole got nothing back and works on a copy of its own.
        copies = {
            code: returned.get(letters.book_name(code)) or letters.own_copy(self.year, code, blank)
            for code, blank in given.items()
        }
        planted = plants.late_plants(late) | conflict_plants(self.year)
        return Post.of([*letters.second_letters(self.year, copies), *late, *interest_letters(self.year)], planted)

    def refusals(self, examination: Examination) -> Mapping[str, str]:
        """Return those whom staff refuse; what the posting left open is decided with the qualification."""
        if examination is not Examination.QUALIFICATION:
            return {}
        refused = sorted({one.nomination_no for one in self.year.broken if one.is_refused})
        return dict.fromkeys(refused, _REFUSED_REASON)

    def examined(self, asked: Files, on: date) -> Post:
        """Return the score sheets of every expert but one; another one steps back from an entry in the sheet."""
        policy = review_policy(self.season.cycle.scheme, self.season.call_on)
        numbers = scores.read_key_list(asked[KEY_LIST_NAME])
        sheets = [scores.read_sheet(name, asked[name]) for name in sorted(asked) if name != KEY_LIST_NAME]
        first = [sheet for sheet in sheets if not sheet.is_later]
        given = scores.answers(first, policy, numbers, regulation().quota(scores.TIED_CATEGORY).on(on))
        away = absences(first, numbers)
        points = away.with_successors(given.points, [sheet for sheet in sheets if sheet.is_later])
        answered = (
            Letter(
                sheet.name,
                scores.answered_sheet(sheet, points, policy, saved_on=on, recusal=away.reason),
                at(on - 2 * _ONE_DAY, 9, place % 60),
            )
            for place, sheet in enumerate(sheets)
            if away.is_sent(sheet)
        )
        tied = (
            Plant(PlantKind.TIE, numbers[code], scores.TIED_CATEGORY.value, end)
            for end, codes in ((scores.TIED, given.tied), (scores.DECIDED, given.decided))
            for code in codes
        )
        return Post.of(answered, [*tied, *away.plants(numbers)])

    def examined_again(self, returned: Files, on: date) -> Post:
        """Return nothing: the experts' sheets are right at once."""
        return Post()

    def meeting(self, listed: Sequence[Shown], on: date) -> MeetingAnswer:
        """Vote down the last but one of those inside and choose the first of those tied."""
        inside = [one.nomination_no for one in listed if one.outcome is RankingOutcome.IN]
        tied = [one.nomination_no for one in listed if one.outcome is RankingOutcome.TIED]
        return held(
            on, voted_down=inside[-2], why=STRUCK_REASON, recused_from=inside[0], chosen_of_tied=tuple(tied[:1])
        )

    def sent_back(self, listed: Sequence[Shown], meeting_no: int) -> Mapping[str, str]:
        """Return nothing: the leadership approves at once."""
        return {}

    def examined_anew(self, sent_back: Sequence[str]) -> ReviewAnswer:
        """Return nothing found, as nothing is sent back."""
        return ReviewAnswer({}, {})

    def posted_on(self, planned_on: date) -> date:
        """Return the planned day."""
        return planned_on

    def notice_corrections(self, listed: Sequence[ListedProject], posted_on: date) -> Post:
        """Return the register that puts a unit's name right; the notice is posted anew a working day later."""
        again_on = self.season.calendar.add_working_days(posted_on, 1)
        wrong = listed[_MISNAMED]
        number = DocumentNo.parse(self.numbers.notice)
        again_no = str(DocumentNo(number.code, number.year, number.serial + _AGAIN_LATER))
        name = f"{wrong.unit}（原{wrong.unit}）"
        return Post.of([correction_register(self.season.cycle, wrong, name, document_no=again_no, planned_on=again_on)])

    def objections(self, on_notice: Sequence[str], posted_on: date, closes_on: date) -> Post:
        """Return the register of objections on the day after the notice."""
        cycle, on = self.season.cycle, closes_on + _ONE_DAY
        listed = disputes(cycle, on_notice, posted_on, closes_on)
        planted = (Plant(PlantKind.OBJECTION, one.nomination_no, one.objection_no, one.end) for one in listed)
        return Post.of(objection_letters(cycle, listed, saved_on=on), planted)

    def medals_withheld(self, awarded: Sequence[str]) -> Mapping[str, str]:
        """Withhold the medal of the last of those asked about."""
        return {awarded[-1]: _WITHHELD_REASON}

    def recommended(self, awarded: Sequence[tuple[Category, str]]) -> tuple[str, ...]:
        """Recommend the first of each category that may go to the province, the last category first."""
        first = dict(reversed(awarded))
        return tuple(first[category] for category in sorted(first, reverse=True))

    def consulted(self, asked: Files, on_notice: Sequence[str], posted_on: date) -> Post:
        """Return the experts' answers on the day after the notice: one against, one in doubt, one never comes."""
        books = [consulting.AskedBook.read(name, content) for name, content in sorted(asked.items())]
        disputed = {one.nomination_no for one in disputes(self.season.cycle, on_notice, posted_on, posted_on)}
        said = consulting.opinions(books, on_notice, disputed)
        on = posted_on + _ONE_DAY
        answered = (
            Letter(book.name, consulting.answered_book(book, said.cells(book), saved_on=on), at(on, 9, place % 60))
            for place, book in enumerate(books)
            if book is not said.silent
        )
        policy = notice_policy(self.season.cycle.scheme, posted_on).consultation
        is_asked = policy is not None and policy.silence is Silence.ASK
        return Post.of(answered, said.plants(is_silence_asked=is_asked))

    def consulted_again(self, returned: Files, posted_on: date) -> Post:
        """Return the one workbook that came back, mended."""
        on = posted_on + 2 * _ONE_DAY
        return Post.of(
            Letter(name.replace(".xlsx", "（更正）.xlsx"), consulting.mended_book(content, saved_on=on), at(on, 9))
            for name, content in returned.items()
            if consulting.BOOKS in name
        )

    def bank(self, payment_file: bytes, sent_on: date) -> Post:
        """Return the bank's statements and receipts."""
        orders = paying.read_orders(payment_file)
        answer = paying.bank_answer(orders, sent_on, self.season.calendar, self.season.cycle)
        return Post(answer.letters, answer.plants)

    def plaques_hung_on(self, named_on: date) -> date | None:
        """Return None: projects get no plaque."""
        return None
