-- One worker at a time makes the file of a studio; let go when the transaction ends.
-- Read by honours.services.studios.dossier.making.
SELECT pg_advisory_xact_lock(hashtextextended('honours/studio/' || CAST(:studio_no AS text), 0))
