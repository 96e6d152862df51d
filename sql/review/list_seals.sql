-- The sealed score sheets of a cycle, in the order in which they were sealed (award/11, employee-studio/6).
-- Read by honours.services.review.seals.
SELECT seal_id, cycle, category, expert_no, seal_no, submission_id, sha256, nomination_nos
  FROM honours.score_seal
 WHERE cycle = :cycle
 ORDER BY seal_id
