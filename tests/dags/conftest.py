"""The DAG files, parsed once with every way to the world barred."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from honours.storage.settings import PROJECT_ROOT

FILES = PROJECT_ROOT / "dags"


class TouchedTheWorld(AssertionError):
    """A DAG file reached for the network or the database while it was parsed."""


@pytest.fixture(scope="session")
def dag_bag() -> Any:
    """All DAG files as Airflow's processor sees them; a file that connects to anything becomes an import error."""
    from airflow.dag_processing.dagbag import DagBag

    def refuse(*_: object, **__: object) -> None:
        raise TouchedTheWorld

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", refuse)
        patch.setattr("sqlalchemy.engine.Engine.connect", refuse)
        patch.setattr("honours.wiring.unit_of_work", refuse)
        return DagBag(str(FILES))
