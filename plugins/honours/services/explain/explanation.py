"""What can be told of one nomination; no personal number is in it, no expert and no objector is named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from honours.domain.actors import ActorKind, kind_of, shown
from honours.domain.conflicts import ConflictKind
from honours.domain.cycle import Category, Cycle
from honours.domain.money import Money
from honours.domain.states import NominationState, PaymentState, RankingOutcome, RulingOutcome, Verdict
from honours.services.explain.awaited import Awaited
from honours.services.explain.consultations import ExplainedConsultation
from honours.services.explain.meetings import ExplainedMeeting
from honours.services.explain.progress import ProgressStep
from honours.services.explain.returned import ReturnedRow
from honours.services.explain.since import Since
from honours.services.explain.sources import FactSource, told


@dataclass(frozen=True, slots=True)
class Source:
    """Where the facts were read: the file, its sheet and row, and which revision of the nomination it made.

    ``is_checked`` is unset when the file could not be read again; cells are then those of the form as it was sent out.
    """

    file_name: str
    sheet: str
    row: int
    revision: int
    received_on: date
    is_checked: bool

    def places(self, sources: Iterable[FactSource]) -> str:
        """Return where values came from, in Chinese; the cells of this sheet without its name."""
        return told(sources, self.file_name, self.sheet)

    @property
    def note(self) -> str:
        """What has to be said once of all cells that are cited, in Chinese."""
        says = f"出处中没有注明文件的单元格，都在{self.file_name}的工作表“{self.sheet}”中。"
        return says if self.is_checked else f"{says}原文件不能再次打开，列次按下发的表样推定。"


@dataclass(frozen=True, slots=True)
class ExplainedState:
    """One state on the way, with the day, who moved it there and why; ``actor`` is the word kept in the history."""

    state: NominationState
    label: str
    on: date
    actor: str
    reason: str
    article: str
    article_label: str

    @property
    def actor_kind(self) -> ActorKind:
        """Whether a person, the system or the intake of files did it."""
        return kind_of(self.actor)

    @property
    def by(self) -> str:
        """Who did it, as people read it."""
        return shown(self.actor)


@dataclass(frozen=True, slots=True)
class Ruling:
    """A person's word where a rule could not decide."""

    outcome: RulingOutcome
    reason: str
    ruled_by: str
    ruled_on: date

    @property
    def by(self) -> str:
        """Who decided, as people read it."""
        return shown(self.ruled_by)

    @property
    def says(self) -> str:
        """The decision with its author, day and reason, in Chinese."""
        word = {RulingOutcome.ACCEPTED: "认定符合", RulingOutcome.REFUSED: "认定不符合"}[self.outcome]
        return f"{word}（{self.by}，{self.ruled_on}）：{self.reason}"


@dataclass(frozen=True, slots=True)
class ExplainedRule:
    """One rule on this nomination; ``judged_on`` is None when it only foretells a stage that is still to come.

    ``sentence``, ``since`` and ``sources`` are empty for a verdict by a rule that the software no longer has.
    """

    rule: str
    stage: str
    article: str
    article_label: str
    covers: tuple[str, ...]
    sentence: str
    verdict: Verdict
    found: str
    required: str
    since: Since | None
    sources: tuple[FactSource, ...]
    judged_on: date | None
    ruling: Ruling | None

    @property
    def is_open(self) -> bool:
        """Whether it waits for a person's word."""
        return self.judged_on is not None and self.verdict is Verdict.REFER and self.ruling is None


@dataclass(frozen=True, slots=True)
class Scoring:
    """The experts' points; mean, rank and outcome are None until the category is ranked.

    ``mean_points`` is the official score; ``tie`` says what was compared where another one has the same.
    """

    points: tuple[Decimal, ...]
    mean_points: Decimal | None
    rank: int | None
    outcome: RankingOutcome | None
    tie: str = ""

    @property
    def outcome_label(self) -> str:
        """Where it stands against the quota, in Chinese; empty until the category is ranked."""
        if self.outcome is None:
            return ""
        return {
            RankingOutcome.IN: "进入建议名单",
            RankingOutcome.TIED: "名额线上并列，由主席会议确定",
            RankingOutcome.OUT: "未进入建议名单",
        }[self.outcome]


@dataclass(frozen=True, slots=True)
class ExplainedConflict:
    """How many experts have to step back from the nomination for one kind of reason."""

    kind: ConflictKind
    label: str
    experts: int


@dataclass(frozen=True, slots=True)
class ExplainedObjection:
    """One objection to the public notice; open while ``closed_on`` is None. ``how`` says how it is treated and why."""

    objection_no: str
    received_on: date
    ground_article: str
    ground_label: str
    how: str
    reply_due_on: date | None
    finding: str | None
    is_upheld: bool | None
    closed_on: date | None
    replied_on: date | None

    @property
    def outcome_label(self) -> str:
        """What came of it, in Chinese."""
        return "核查中" if self.is_upheld is None else "异议成立" if self.is_upheld else "异议不成立"


@dataclass(frozen=True, slots=True)
class ExplainedPayment:
    """One payment of what is due: its amount in CNY, where it is since when, and the archived receipt."""

    bank_ref: str
    amount_cny: Money
    state: PaymentState
    label: str
    since_on: date
    receipt_no: str | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything about one nomination; ``later_returns`` are corrections that came after it and were not taken."""

    nomination_no: str
    cycle: Cycle
    category: Category
    project_name: str
    person_name: str
    unit_name: str
    body_name: str
    state: NominationState
    state_label: str
    awaited: Awaited
    source: Source
    progress: tuple[ProgressStep, ...]
    states: tuple[ExplainedState, ...]
    rules: tuple[ExplainedRule, ...]
    conflicts: tuple[ExplainedConflict, ...]
    scoring: Scoring
    meetings: tuple[ExplainedMeeting, ...]
    consultation: ExplainedConsultation | None
    objections: tuple[ExplainedObjection, ...]
    payments: tuple[ExplainedPayment, ...]
    later_returns: tuple[ReturnedRow, ...]

    @property
    def headline(self) -> str:
        """Where it is and what comes next, in Chinese."""
        return f"{self.state_label}。{self.awaits}"

    @property
    def awaits(self) -> str:
        """What comes next, in one Chinese sentence."""
        return self.awaited.sentence


@dataclass(frozen=True, slots=True)
class NeverTaken:
    """A number that no nomination bears, because its row was returned each time it came."""

    nomination_no: str
    cycle: Cycle
    category: Category
    body_name: str
    returns: tuple[ReturnedRow, ...]
    advice: str

    @property
    def headline(self) -> str:
        """What became of it, in one Chinese sentence."""
        times = "已退回，没有收下" if len(self.returns) == 1 else f"先后{len(self.returns)}次退回，没有收下"
        return f"这一行申报{times}。"
