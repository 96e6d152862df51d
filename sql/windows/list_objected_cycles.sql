-- Cycles with objections (award/12).
-- Read by honours.services.windows.finding.
SELECT DISTINCT cycle FROM honours.objection ORDER BY cycle
