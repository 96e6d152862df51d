-- One worker at a time for one file, or for one body's nominations in one cycle; let go when the transaction ends.
-- Read by honours.services.intake.
SELECT pg_advisory_xact_lock(hashtextextended(:place, 0))
