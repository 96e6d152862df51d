-- All opened points given to the qualified nominations of a cycle, by expert and criterion, with the place that their
-- recommending body gave them (award/10, award/11, employee-studio/6).
-- Read by honours.services.review.scoring.
SELECT n.nomination_no, n.category, n.body_code, n.priority_no, s.expert_no, c.criteria, c.points
  FROM honours.nomination AS n
  LEFT JOIN honours.counting_score AS s USING (nomination_no)
  LEFT JOIN LATERAL (
      SELECT array_agg(criterion ORDER BY criterion) AS criteria, array_agg(points ORDER BY criterion) AS points
        FROM honours.score_criterion AS c WHERE c.nomination_no = s.nomination_no AND c.expert_no = s.expert_no
  ) AS c ON true
 WHERE n.cycle = :cycle AND n.state = ANY(:states)
 ORDER BY n.nomination_no, s.expert_no
