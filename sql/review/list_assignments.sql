-- Which expert scores which nomination: the panel of its category, those of its trade from which nothing
-- keeps them (award/11).
-- Read by honours.services.review.scoring.
SELECT e.expert_no, e.name AS expert_name, n.category, n.nomination_no, n.project_name
  FROM honours.panel_member AS p
  JOIN honours.expert AS e USING (expert_no)
  JOIN honours.nomination AS n ON n.cycle = p.cycle AND n.category = p.category AND n.speciality = e.speciality
 WHERE p.cycle = :cycle AND e.is_active AND n.state = 'qualified'
   AND NOT EXISTS (
       SELECT FROM honours.standing_conflict AS c
        WHERE c.nomination_no = n.nomination_no AND c.expert_no = e.expert_no)
 ORDER BY e.expert_no, n.category, n.nomination_no
