-- One writer at a time on the notices of a cycle, until the transaction ends.
-- Read by honours.services.notice.proofs, honours.services.notice.corrections and honours.services.notice.reserve.
SELECT pg_advisory_xact_lock(hashtextextended('notice ' || :cycle, 0))
