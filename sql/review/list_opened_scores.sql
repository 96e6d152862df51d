-- All scores of a cycle as the tables have them, by expert and criterion (award/11, employee-studio/6).
-- Read by honours.services.review.verifying.
SELECT s.nomination_no, s.expert_no, s.points, s.submission_id, s.opening_no,
       array_agg(c.criterion ORDER BY c.criterion) FILTER (WHERE c.criterion IS NOT NULL) AS criteria,
       array_agg(c.points ORDER BY c.criterion) FILTER (WHERE c.criterion IS NOT NULL) AS parts
  FROM honours.score AS s
  LEFT JOIN honours.score_criterion AS c USING (nomination_no, expert_no)
 WHERE s.cycle = :cycle
 GROUP BY s.nomination_no, s.expert_no, s.points, s.submission_id, s.opening_no
 ORDER BY s.nomination_no, s.expert_no
