-- The list of who scores what, entry by entry (award/11, employee-studio/6).
-- Read by honours.services.review.assigning.publishing.
SELECT n.category, n.nomination_no, n.project_name, n.speciality, n.unit_name, e.expert_no, e.name AS expert_name,
       e.unit_name AS expert_unit, e.speciality AS expert_speciality, a.run_no
  FROM honours.standing_assignment AS a
  JOIN honours.nomination AS n USING (nomination_no)
  JOIN honours.expert AS e USING (expert_no)
 WHERE a.cycle = :cycle
 ORDER BY n.category, n.nomination_no, e.expert_no
