"""Article ids within a text become what people say; nothing else changes."""

from __future__ import annotations

import pytest

from honours.regulation.citing import cited_in


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("award/12，5个工作日（公示当日不计入）", "第十二条，5个工作日（公示当日不计入）"),
        ("model-studio/15.3、employee-studio/9", "第十五条第3项、第九条"),
        ("2025/achievement_award 的 award/99", "2025/achievement_award 的 award/99"),
        ("", ""),
    ],
)
def test_article_ids_are_cited(text: str, read: str) -> None:
    assert cited_in(text) == read
