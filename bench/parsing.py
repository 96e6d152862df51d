"""How long each DAG file takes to import in a fresh process, above importing ``airflow.sdk`` alone.

Airflow parses every file anew every half minute, so what a file imports is paid for all the year. A process imports
``airflow.sdk`` and then runs the file; only the second part is told. Median of rounds; the target is 0.1 s a file.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from honours.storage.settings import PROJECT_ROOT

TARGET_SECONDS = 0.1
TIMING = """
import runpy, sys, time
import airflow.sdk
started = time.perf_counter()
found = runpy.run_path(sys.argv[1])
print(time.perf_counter() - started)
"""


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rounds", type=int, default=5)
    given = arguments.parse_args()
    files = sorted((PROJECT_ROOT / "dags").glob("*.py"))
    assert files, "no DAG files"
    with tempfile.TemporaryDirectory() as home:
        environment = _environment(home)
        _import_seconds(files[0], environment)
        rounds = [[_import_seconds(file, environment) for file in files] for _ in range(given.rounds)]
    print(f"{'file':<20} {'seconds':>8}  目标 {TARGET_SECONDS:g} 秒")
    for file, seconds in zip(files, (statistics.median(one) for one in zip(*rounds, strict=True)), strict=True):
        print(f"{file.name:<20} {seconds:>8.3f}  {'达到' if seconds <= TARGET_SECONDS else '未达到'}")


def _environment(home: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AIRFLOW", "HONOURS"))}
    return {**kept, "AIRFLOW_HOME": home, "HONOURS_VAR": home, "AIRFLOW__CORE__LOAD_EXAMPLES": "False"}


def _import_seconds(file: Path, environment: dict[str, str]) -> float:
    done = subprocess.run(
        [sys.executable, "-c", TIMING, str(file)], env=environment, stdout=subprocess.PIPE, text=True, check=True
    )
    return float(done.stdout.splitlines()[-1])


if __name__ == "__main__":
    main()
