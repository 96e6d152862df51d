-- The ranking of a cycle as the table has it, with what the keys of a tie look at (award/2, award/10, award/11).
-- Read by honours.services.review.verifying.
SELECT r.nomination_no, r.category, r.mean_points, r.score_count, r.rank, r.outcome, r.tie_keys,
       n.body_code, n.priority_no
  FROM honours.ranking AS r
  JOIN honours.nomination AS n USING (nomination_no)
 WHERE r.cycle = :cycle
 ORDER BY r.category, r.rank, r.nomination_no
