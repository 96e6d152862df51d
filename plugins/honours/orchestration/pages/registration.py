"""What the plugin tells Airflow of our pages: where the application hangs, and which of them the navigation offers."""

from __future__ import annotations

from typing import Any

from honours.orchestration.pages.lazy import LazyApplication, build

PREFIX = "/honours"
EXPLANATIONS = "申报说明"
"""The name of the page in the navigation, and of what a role must be allowed to read to see it."""
# A sheet with lines, in the address itself: Airflow would fetch another one without the user's leave to look.
_SHEET = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='{}' "
    "stroke-width='2' stroke-linecap='round'%3E%3Cpath d='M6 3h9l4 4v14H6z M9 10h7 M9 14h7 M9 18h4'/%3E%3C/svg%3E"
)


def applications() -> list[dict[str, Any]]:
    """Return the application as Airflow mounts it."""
    return [{"app": LazyApplication(build), "url_prefix": PREFIX, "name": "Honours"}]


def views() -> list[dict[str, Any]]:
    """Return the entries of the navigation; Airflow asks for addresses without a leading slash."""
    return [
        {
            "name": EXPLANATIONS,
            "href": f"{PREFIX.removeprefix('/')}/explain",
            "destination": "nav",
            "url_route": "honours-explain",
            "nav_top_level": True,
            "icon": _SHEET.format("%2346556b"),
            "icon_dark_mode": _SHEET.format("%23cbd5e1"),
        }
    ]
