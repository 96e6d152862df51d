-- Pairs that stand, with the run that made them and whether a sealed sheet scores them (award/11).
-- Read by honours.services.review.assigning.loading.
SELECT a.nomination_no, a.expert_no, a.run_no,
       EXISTS (SELECT FROM honours.score_seal AS s
                WHERE s.cycle = a.cycle AND s.expert_no = a.expert_no
                  AND a.nomination_no = ANY(s.nomination_nos)) AS is_back
  FROM honours.standing_assignment AS a
  JOIN honours.nomination AS n USING (nomination_no)
 WHERE a.cycle = :cycle AND n.state = 'qualified'
 ORDER BY a.nomination_no, a.expert_no
