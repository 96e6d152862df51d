"""Texts copied from another nomination (award/17, model-studio/15.3, employee-studio/9): found, shown, referred.

Every text is a set of character bigrams; two are close when they have 28 % of all their bigrams in common, or the
shorter one has 60 % of its own within the other (``data/values/resemblance.toml``). Candidates come from MinHash
signatures and LSH of datasketch; every pair is then confirmed by the bigrams themselves.

What ``bench/resemblance.py`` measures on made-up texts of 140 to 350 characters: of copies with 30 % of the words
changed it finds 99.9 % and nothing else (precision 1.0), also when project, machine and notes are another's; with 40 %
changed it is 56 to 82 % then, still without a wrong pair. Among 20 made-up years of 336 texts, which share their
phrases, 4 of 22 million unrelated pairs are close. A short text within one more than three times as long may be missed.
336 texts beside 100 000 earlier ones take 52 s the first time and 21 s with the signatures in the database (the bare
library: 35 s), in about 30 MB.

datasketch was chosen over rensa, which is six times as quick (18 instead of 120 microseconds a text): signatures are
kept for years, datasketch names the scheme that made them and keeps it from version to version, while rensa 0.5 refuses
those of 0.4. It is pure Python and needs only numpy and scipy, which are pinned anyway.
"""
