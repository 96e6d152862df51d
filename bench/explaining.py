"""Explaining one nomination among a million that share its cycle: it must not judge the cycle.

Of each category one that nothing has judged yet, so that every rule foretells, and one that is past all rules. The
first explanation of a process also reads the rule book; told is the second.
"""

from __future__ import annotations

import argparse

from shared.database import database, lay_nominations, timed, verdict
from sqlalchemy import text

from honours.services.explain import explain

TARGET_SECONDS = 2.0
# The made-up numbers take turns in the order of the categories, beginning with the second.
OF_CATEGORY = {"tech_achievement": 4, "operating_method": 5, "invention_patent": 6, "golden_idea": 7}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rows", type=int, default=1_000_000)
    given = arguments.parse_args()
    with database() as house:
        lay_nominations(house.administrator, given.rows)
        for category, place in OF_CATEGORY.items():
            number = f"N{place:09d}"
            explain(number, house.work)
            _tell(f"{category}, not judged yet", timed(lambda number=number: explain(number, house.work)))
        with house.administrator.begin() as connection:
            connection.execute(text("SET session_replication_role = replica"))
            paid = text("UPDATE honours.nomination SET state = 'paid' WHERE nomination_no = :number")
            connection.execute(paid, {"number": number})
        _tell("golden_idea, past all rules", timed(lambda: explain(number, house.work)))


def _tell(what: str, seconds: float) -> None:
    print(f"{what:<32} {seconds:>6.2f} s（{verdict(seconds, TARGET_SECONDS)}）")


if __name__ == "__main__":
    main()
