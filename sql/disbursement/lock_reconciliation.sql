-- Lets one worker at a time reconcile; held until the transaction ends.
-- Read by honours.services.disbursement.matching.
SELECT pg_advisory_xact_lock(hashtextextended('honours/reconcile', 0))
