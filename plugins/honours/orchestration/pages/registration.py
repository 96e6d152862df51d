"""What the plugin tells Airflow of our pages: where the application hangs, and which of them the navigation offers."""

from __future__ import annotations

from typing import Any

from honours.orchestration.pages.lazy import LazyApplication, build

PREFIX = "/honours"
EXPLANATIONS = "申报说明"
"""The name of the page in the navigation, and of what a role must be allowed to read to see it."""


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
        }
    ]
