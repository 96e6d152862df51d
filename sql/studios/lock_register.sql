-- One worker at a time adds to the register of studios, so that its numbers have no gap; let go when the transaction ends.
-- Read by honours.services.studios.
SELECT pg_advisory_xact_lock(hashtextextended('honours/studios', 0))
