-- Which expert scores which nomination: what was assigned and stands (award/11, employee-studio/6).
-- Read by honours.services.review.sending.
SELECT e.expert_no, e.name AS expert_name, n.category, n.nomination_no, n.project_name
  FROM honours.standing_assignment AS a
  JOIN honours.expert AS e USING (expert_no)
  JOIN honours.nomination AS n USING (nomination_no)
 WHERE a.cycle = :cycle AND n.state = 'qualified'
 ORDER BY e.expert_no, n.category, n.nomination_no
