-- Trades of a category with qualified nominations and no expert of the panel who may score them
-- (award/11).
-- Read by honours.services.review.scoring.
SELECT n.category, n.speciality, count(*) AS nominations
  FROM honours.nomination AS n
 WHERE n.cycle = :cycle AND n.state = 'qualified'
   AND NOT EXISTS (
       SELECT FROM honours.panel_member AS p
         JOIN honours.expert AS e USING (expert_no)
        WHERE p.cycle = n.cycle AND p.category = n.category AND e.speciality = n.speciality AND e.is_active
          AND NOT EXISTS (
              SELECT FROM honours.standing_conflict AS c
               WHERE c.nomination_no = n.nomination_no AND c.expert_no = e.expert_no))
 GROUP BY n.category, n.speciality
 ORDER BY n.category, n.speciality
