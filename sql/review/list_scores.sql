-- All points given to the qualified nominations of a cycle (award/11).
-- Read by honours.services.review.scoring.
SELECT n.nomination_no, n.category,
       coalesce(array_agg(s.points ORDER BY s.expert_no) FILTER (WHERE s.points IS NOT NULL), '{}') AS points
  FROM honours.nomination AS n
  LEFT JOIN honours.score AS s USING (nomination_no)
 WHERE n.cycle = :cycle AND n.state = 'qualified'
 GROUP BY n.nomination_no, n.category
 ORDER BY n.nomination_no
