-- Pairs of expert and entry that something keeps apart now (award/11, employee-studio/6).
-- Read by honours.services.review.assigning.loading.
SELECT c.nomination_no, c.expert_no, string_agg(DISTINCT c.reason, '；' ORDER BY c.reason) AS reason
  FROM honours.standing_conflict AS c
 WHERE c.cycle = :cycle
 GROUP BY c.nomination_no, c.expert_no
 ORDER BY c.nomination_no, c.expert_no
