-- Experts whose points stand on an entry from which something keeps them (award/11).
-- Read by honours.services.review.conflicts.guarding.
SELECT s.nomination_no, s.expert_no, e.name AS expert_name, c.kind, c.reason
  FROM honours.counting_score AS s
  JOIN honours.standing_conflict AS c USING (cycle, nomination_no, expert_no)
  JOIN honours.expert AS e USING (expert_no)
 WHERE s.cycle = :cycle
 ORDER BY s.expert_no, s.nomination_no, c.kind
