-- The last day on which a posting of the cycle began, up to the due day of the nominations (award/10).
-- Read by honours.services.postings.
SELECT max(p.posted_on)
  FROM honours.nomination_posting AS p
  JOIN honours.nomination AS n USING (nomination_no)
  JOIN honours.cycle AS c USING (cycle)
 WHERE n.cycle = :cycle
   AND NOT n.is_withdrawn
   AND p.posted_on <= c.nominations_due_on
