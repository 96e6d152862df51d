"""Signatures of texts (MinHash) and the index that finds the near ones among many (LSH), both from datasketch.

A signature says roughly how much two texts have in common without either text; it is kept in the database, so that
earlier years are not read again. Seed, scheme and the hash of an n-gram are fixed: the same text always has the same
signature, on every machine and with every version of datasketch (its named schemes do not change).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from datasketch import MinHash, MinHashLSH
from numpy.typing import NDArray

Signature = NDArray[np.uint32]

# 150 bands of 3: two texts with 28 % in common meet in a band with 96 %, with 35 % with 99.9 %, with 5 % with 2 %.
_BANDS, _ROWS = 150, 3
_SEED = 1
_SCHEME = "affine32"
_LITTLE = np.dtype("<u4")
_EMPTY = MinHash(num_perm=_BANDS * _ROWS, seed=_SEED, hashfunc=zlib.crc32, scheme=_SCHEME)


def recipe(gram_length: int) -> str:
    """Return how signatures are made now; one that was made otherwise cannot be compared and is made anew."""
    return f"{_SCHEME} seed {_SEED} perms {_BANDS * _ROWS} crc32 grams {gram_length} normalised 1"


def signature(grams: Iterable[str]) -> Signature:
    """Return the signature of a set of n-grams."""
    sketch = _EMPTY.copy()
    sketch.update_batch([gram.encode() for gram in grams])
    values: Signature = sketch.hashvalues
    return values


def to_bytes(values: Signature) -> bytes:
    """Return a signature as it is stored."""
    return values.astype(_LITTLE).tobytes()


def from_bytes(stored: bytes) -> Signature:
    """Return a stored signature."""
    return np.frombuffer(stored, dtype=_LITTLE).astype(np.uint32)


class Index:
    """Texts by their signatures, asked which of them may be near another text."""

    def __init__(self, names: Sequence[str], signatures: Sequence[Signature], least_percent: int) -> None:
        """Hold the texts called ``names``; of those that meet only what seems near by half of ``least_percent`` counts.

        Half: an estimate from 450 values lies within 10 points of the truth nearly always, and a short text within a
        long one has less in common with it than two of a length.
        """
        self._names = list(names)
        self._matrix = np.array(signatures, dtype=np.uint32).reshape(len(self._names), _BANDS * _ROWS)
        self._least = least_percent / 200
        self._lsh = MinHashLSH(num_perm=_BANDS * _ROWS, params=(_BANDS, _ROWS))
        with self._lsh.insertion_session() as session:
            for place, values in enumerate(self._matrix):
                session.insert(place, _sketch(values))

    def near(self, values: Signature) -> Iterator[str]:
        """Yield the names of the texts that may be near one with this signature, in their order."""
        met = np.array(sorted(self._lsh.query(_sketch(values))), dtype=np.intp)
        if met.size:
            seems = (self._matrix[met] == values).mean(axis=1)
            for place in met[seems >= self._least]:
                yield self._names[place]


def _sketch(values: Signature) -> MinHash:
    return MinHash(hashvalues=values, permutations=_EMPTY.permutations, seed=_SEED, scheme=_SCHEME)
