-- The cycles that have been opened.
-- Read by honours.services.steward.
SELECT cycle FROM honours.cycle ORDER BY cycle
