-- Every score of the ranked nominations of a cycle, with the official result beside it (award/11, employee-studio/6).
-- Read by honours.services.review.reports.facts.
SELECT n.nomination_no, n.category, n.project_name, n.person_name, n.unit_name,
       r.rank, r.outcome, r.mean_points, r.score_count, r.tie_keys, s.expert_no, e.name AS expert_name, s.points
  FROM honours.ranking AS r
  JOIN honours.nomination AS n USING (nomination_no)
  JOIN honours.counting_score AS s USING (nomination_no)
  JOIN honours.expert AS e USING (expert_no)
 WHERE r.cycle = :cycle
 ORDER BY r.rank, n.nomination_no, s.expert_no
