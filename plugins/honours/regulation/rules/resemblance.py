"""Texts that resemble another nomination's (award/17, model-studio/15.3, employee-studio/9).

Nobody is refused for it: two people may describe the same thing, and an improved project may come again. The rule sends
the nomination to a person with the numbers of the others; both texts stand side by side in 相似申报对照表.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import case, literal, or_

from honours.domain.cycle import Category
from honours.domain.resemblance import Closeness
from honours.domain.stages import Examination
from honours.regulation.rules.facts import NamedFacts
from honours.regulation.rules.rule import Rule, joined, others, stated

SIMILAR_TEXT = "similar_text"
_VALUES = ("gram_length", "least_grams", "common_percent", "contained_percent")


def similar_text(facts: NamedFacts, terms: Closeness, article: str, categories: Sequence[Category]) -> Rule:
    """Return the rule for these categories under the article of their regulation; ``facts`` has the RESEMBLANCE_FACTS.

    What was not compared is not known to be its own: it is referred. What is too short says so little that everything
    would resemble it: it is not compared, and the finding says so.
    """
    compared = joined("与", stated(facts.text_compared_with), "项申报比对；相近的申报：", others(facts.similar_texts))
    return Rule(
        SIMILAR_TEXT,
        article,
        Examination.QUALIFICATION,
        tuple(categories),
        "申报内容与其他申报相近的，由人并排比对",
        f"与其他申报的相同片段不足两篇合计的{terms.common_percent}%，"
        f"也不足较短一篇的{terms.contained_percent}%；达到的，由工作人员对照认定",
        case(
            (facts.text_gram_count.is_(None), literal("尚未与其他申报比对")),
            (facts.text_gram_count < terms.least_grams, literal("内容过短，未作比对")),
            else_=compared,
        ),
        refers=or_(facts.similar_texts.is_not(None), facts.text_gram_count.is_(None)),
        value_keys=tuple(f"practice.resemblance.{name}" for name in _VALUES),
    )
