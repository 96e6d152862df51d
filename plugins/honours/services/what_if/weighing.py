"""What the verdicts of all rules make of a nomination, under two laws, and which rules made the difference.

The verdicts of one law are a text of one letter a rule: the database counts nominations by such texts, so that the
letters of a million nominations are a few hundred.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from honours.domain.states import RulingOutcome, Verdict
from honours.services.what_if.answer import Change

LETTERS = {verdict.value[0]: verdict for verdict in Verdict}
_GRAVITY = {Verdict.PASS: 0, Verdict.REFER: 1, Verdict.FAIL: 2}
_RULED = {RulingOutcome.ACCEPTED: Verdict.PASS, RulingOutcome.REFUSED: Verdict.FAIL}


@dataclass(frozen=True, slots=True)
class Weighed:
    """The outcome under both laws, the verdicts of each rule with a person's word counted, and who decided."""

    before: Verdict
    after: Verdict
    verdicts_before: tuple[Verdict, ...]
    verdicts_after: tuple[Verdict, ...]
    deciding: tuple[int, ...]

    @property
    def change(self) -> Change:
        """What becomes of the nomination."""
        return Change.between(self.before, self.after)


def weigh(before: str, after: str, rule_ids: Sequence[str], rulings: Mapping[str, RulingOutcome]) -> Weighed:
    """Return what becomes of a nomination with these letters, one a rule; ``rulings`` are a person's words by rule."""
    one, other = _verdicts(before, rule_ids, rulings), _verdicts(after, rule_ids, rulings)
    outcome_before, outcome_after = _gravest(one), _gravest(other)
    return Weighed(outcome_before, outcome_after, one, other, _deciding(one, other, outcome_before, outcome_after))


def _verdicts(letters: str, rule_ids: Sequence[str], rulings: Mapping[str, RulingOutcome]) -> tuple[Verdict, ...]:
    return tuple(
        _with_word(LETTERS[letter], rulings.get(rule_id)) for letter, rule_id in zip(letters, rule_ids, strict=True)
    )


def _with_word(verdict: Verdict, word: RulingOutcome | None) -> Verdict:
    """Return the verdict with a person's word: what was left to a person and decided is decided."""
    return _RULED[word] if verdict is Verdict.REFER and word is not None else verdict


def _gravest(verdicts: Sequence[Verdict]) -> Verdict:
    return max(verdicts, key=_GRAVITY.__getitem__, default=Verdict.PASS)


def _deciding(one: Sequence[Verdict], other: Sequence[Verdict], before: Verdict, after: Verdict) -> tuple[int, ...]:
    """Return the places of the rules that made the difference.

    Where it came out worse: those that now say so. Where it came out better: all that stood in the way before.
    """
    if before is after:
        return ()
    is_worse = _GRAVITY[after] > _GRAVITY[before]
    return tuple(
        place
        for place, (earlier, later) in enumerate(zip(one, other, strict=True))
        if earlier is not later and (later is after if is_worse else _GRAVITY[earlier] > _GRAVITY[after])
    )
