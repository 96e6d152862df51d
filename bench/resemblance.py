"""Texts of a year compared with 100 000 earlier ones by ``compare_texts``, beside the bare library; and what is found.

- *accuracy*: of five made-up years every text is copied with some of its words changed, by synonyms (as people do) or
  by any word of the trade; recall is the share of copies that are found, precision the share of what is found that is
  a copy. Disguised copies stand in another nomination, with its project, its machine and its notes. The target is what
  the office was promised: copies with 30 % of the words changed are found.
- *bare*: MinHash signatures and LSH of datasketch over the same n-grams, all in memory, nothing confirmed or stored.
- *first*: ``compare_texts`` when no signature is there yet, as when a house begins with its earlier years.
- *again*: the same for another year's call, when all signatures but this year's stand in the database.
"""

from __future__ import annotations

import argparse
import resource
import zlib
from datetime import date
from pathlib import Path
from random import Random

from datasketch import MinHash, MinHashLSH
from shared.database import House, database, empty, lay_nominations, run_file, settle, timed, verdict
from shared.texts import accuracy, disguised, texts_of_year
from sqlalchemy import text

from honours.domain.cycle import Cycle, Scheme
from honours.regulation.closeness import closeness_on
from honours.services.resemblance.comparing import ComparedCounts, compare_texts
from honours.services.sample.summaries import copied, scrambled

HERE = Path(__file__).parent
CYCLE = Cycle(2025, Scheme.ACHIEVEMENT_AWARD)
ON = date(2025, 11, 3)
TERMS = closeness_on(date(2025, 10, 31))
RECALL_AT_30 = 0.98
TARGET = 1.5
_EVERY = 10


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--earlier", type=int, default=100_000)
    arguments.add_argument("--own", type=int, default=336)
    given = arguments.parse_args()
    _measure_time(given.earlier, given.own)
    _measure_accuracy()


def _measure_accuracy() -> None:
    originals = {name: told for year in range(5) for name, told in texts_of_year(str(year), 336).items()}
    for copy in (copied, scrambled):
        for share in (0.1, 0.2, 0.3, 0.4):
            for name, found in (
                ("as it is", accuracy(originals, copy, share, TERMS)),
                ("disguised", disguised((2022, 2023, 2024), copy, share, TERMS)),
            ):
                says = f"{copy.__name__:<10} {share:4.0%} changed, {name:<10}"
                print(f"{says}: recall {found.recall:.4f}, precision {found.precision:.4f}, {found.copies:,} copies")
                assert share != 0.3 or (found.recall >= RECALL_AT_30 and found.precision == 1.0)


def _measure_time(earlier: int, own: int) -> None:
    texts = _texts(own, earlier)
    before = _megabytes()
    bare = timed(lambda: _bare(texts, own))
    print(f"{own} texts beside {earlier:,} earlier ones of {sum(map(len, texts)) // len(texts)} characters")
    print(f"bare library: {bare:.1f} s, +{_megabytes() - before} MB")
    with database() as house:
        _lay(house, texts, own)
        before, counts = _megabytes(), []
        first = timed(lambda: counts.append(compare_texts(CYCLE, ON, house.work)))
        _tell("first", first, bare, counts[0], _megabytes() - before)
        with house.administrator.begin() as connection:
            for name in ("text_comparison", "text_resemblance"):
                empty(connection, name)
            connection.execute(
                text(
                    "DELETE FROM honours.text_signature AS s USING honours.nomination AS n"
                    " WHERE n.nomination_no = s.nomination_no AND n.source_row <= :own"
                ),
                {"own": own},
            )
        again = timed(lambda: counts.append(compare_texts(CYCLE, ON, house.work)))
        _tell("again", again, bare, counts[1], _megabytes() - before)
        assert counts[0] == counts[1]
        assert counts[0].resembling == len(range(0, own, _EVERY))


def _texts(own: int, earlier: int) -> list[str]:
    """Return texts of words as often used as words are; every tenth of this year's is copied from an earlier one."""
    random = Random("bench")  # noqa: S311
    lexicon = [
        "".join(chr(random.randrange(0x4E00, 0x55C4)) for _ in range(random.choice((1, 2, 2, 2, 3))))
        for _ in range(8000)
    ]
    weights = [1 / (place + 5) for place in range(len(lexicon))]
    found = ["".join(random.choices(lexicon, weights, k=random.randrange(80, 180))) for _ in range(own + earlier)]
    for place in range(0, own, _EVERY):
        cut = len(found[-1 - place]) // 5
        found[place] = found[-1 - place][cut:] + found[place][:cut]
    return found


def _bare(texts: list[str], own: int) -> int:
    empty_sketch = MinHash(num_perm=450, hashfunc=zlib.crc32, scheme="affine32")
    index = MinHashLSH(num_perm=450, params=(150, 3))
    met = 0
    for place, one in enumerate(texts):
        sketch = empty_sketch.copy()
        sketch.update_batch([one[start : start + 2].encode() for start in range(len(one) - 1)])
        if place < own:
            index.insert(place, sketch)
        else:
            met += len(index.query(sketch))
    return met


def _lay(house: House, texts: list[str], own: int) -> None:
    lay_nominations(house.administrator, len(texts))
    with house.administrator.begin() as connection:
        connection.execute(text("SET session_replication_role = replica"))
        connection.execute(text("CREATE TEMPORARY TABLE told (place integer PRIMARY KEY, content text) ON COMMIT DROP"))
        rows = [{"place": place, "content": content} for place, content in enumerate(texts, start=1)]
        connection.execute(text("INSERT INTO told VALUES (:place, :content)"), rows)
        run_file(connection, HERE / "resemblance" / "rows.sql", own=own)
    settle(house.administrator)


def _tell(name: str, seconds: float, bare: float, counts: ComparedCounts, megabytes: int) -> None:
    says = verdict(seconds / bare, TARGET)
    print(f"{name}: {seconds:.1f} s, ratio {seconds / bare:.2f}（{says}）, +{megabytes} MB; {counts}")


def _megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
