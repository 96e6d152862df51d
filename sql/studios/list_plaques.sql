-- The namings of a cycle with what their plaques say, and whether they hang (model-studio/9, employee-studio/6).
-- Read by honours.services.studios.plaques.
SELECT n.studio_no, n.level, n.named_on, n.decision_no, s.name, s.unit_name, body.name AS body_name,
       nomination.project_name, plaque.hung_on
  FROM honours.studio_naming AS n
  JOIN honours.studio AS s USING (studio_no)
  JOIN honours.recommending_body AS body USING (body_code)
  JOIN honours.nomination USING (nomination_no)
  LEFT JOIN honours.studio_plaque AS plaque USING (studio_no, level)
 WHERE n.cycle = :cycle
 ORDER BY n.named_on, n.studio_no
