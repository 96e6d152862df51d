-- On which days postings at the unit began, by cycle, and until when nominations were due (award/10).
-- Read by honours.services.windows.finding.
SELECT DISTINCT c.cycle, c.nominations_due_on, p.posted_on
  FROM honours.nomination_posting AS p
  JOIN honours.nomination AS n USING (nomination_no)
  JOIN honours.cycle AS c USING (cycle)
 WHERE p.posted_on IS NOT NULL AND NOT n.is_withdrawn
 ORDER BY c.cycle, p.posted_on
