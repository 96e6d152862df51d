"""Stands for the web application until the first request comes, because every part of Airflow loads the plugin."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Application = Callable[
    [Message, Callable[[], Awaitable[Message]], Callable[[Message], Awaitable[None]]], Awaitable[None]
]


class LazyApplication:
    """An ASGI application that builds the real one when it is first called."""

    def __init__(self, build: Callable[[], Application]) -> None:
        self._build = build
        self._built: Application | None = None

    async def __call__(
        self, scope: Message, receive: Callable[[], Awaitable[Message]], send: Callable[[Message], Awaitable[None]]
    ) -> None:
        """Hand the request to the real application."""
        if self._built is None:
            self._built = self._build()
        await self._built(scope, receive, send)

    def __repr__(self) -> str:
        return "Honours"


def build() -> Application:
    """Return the web application; imports the web framework."""
    from honours.orchestration.pages.application import application

    return application()
