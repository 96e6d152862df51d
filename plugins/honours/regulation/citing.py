"""Article ids within a text (``award/10，5天``) as people cite them (第十条，5天)."""

from __future__ import annotations

import re

from honours.regulation.loader import regulation

_ID = re.compile(r"[a-z]+(?:-[a-z]+)*/[1-9][0-9]*(?:\.[1-9][0-9]*)?")


def cited_in(text: str) -> str:
    """Return the text with every article id as a sentence cites it; what is no article stays as it is."""
    articles = regulation().articles
    return _ID.sub(lambda found: articles[found[0]].short_label if found[0] in articles else found[0], text)
