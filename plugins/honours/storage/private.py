"""Folders that hold data of people are open to their owner alone on one machine."""

from __future__ import annotations

import stat

from honours.storage.settings import Settings

_OTHERS = stat.S_IRWXO


def keep_private(settings: Settings) -> None:
    """Make the folders under ``var`` where they are missing, and shut the others out of them.

    A group that the owner let in, to lay files into the inbox for example, stays in. ``var`` itself holds nothing but
    these folders, and the database's own account has to pass through it.
    """
    folders = (settings.inbox, settings.outbox, settings.archive, settings.keys, settings.logs, settings.airflow)
    for folder in folders:
        folder.mkdir(mode=stat.S_IRWXU, parents=True, exist_ok=True)
        mode = stat.S_IMODE(folder.stat().st_mode)
        if mode & _OTHERS:
            folder.chmod(mode & ~_OTHERS)
