"""The web side of Airflow warns when it is imported, of what is not ours to mend."""

from __future__ import annotations

import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import airflow.api_fastapi.app  # noqa: F401
