"""The root of every error that Honours raises on purpose.

Each cause has a class of its own that carries its values; the message is Chinese, because it is read by the people who
must mend the cause. The kinds decide the exit code of the command line and whether a task may be retried.
"""

from __future__ import annotations


class HonoursError(Exception):
    """An error with a cause that a person can act on; ``str()`` is one clear Chinese sentence."""

    exit_code = 1


class RefusedInput(HonoursError):
    """What was handed in breaks a rule; the message says where, what is allowed and what to do."""

    exit_code = 1


class WrongUse(HonoursError):
    """The command or function was asked for something that does not exist; the message lists what does."""

    exit_code = 2


class EnvironmentFault(HonoursError):
    """The surroundings (database, disk, Airflow, settings) are not as needed; nothing was changed."""

    exit_code = 3
