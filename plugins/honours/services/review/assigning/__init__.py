"""Which expert scores which entry (award/11, employee-studio/6): assigned by proof, never by hand or by chance.

Every assignment keeps the hard rules (no conflict, exactly so many experts an entry, the limit of each expert, at least
so many of the entry's speciality, at most so many of one unit, and in every category entries that all compare through
experts in common). Among those that keep them the cheapest is found: few changes to what people were told, then fit and
even load. What is still level is decided by weights drawn from a published seed, so that one assignment is left, the
same on every machine. Cost and proof are checked in whole numbers, whatever the floating point of HiGHS said.

``problem`` holds the values, ``solving`` answers, ``shortage`` says what is missing where there is no answer, and
``checking`` counts the rules again without the solver.
"""
