-- What came of the industry consultation: rulings with where their nominations stand, and answers that never came (award/12).
-- Read by honours.services.sample.comparison.
SELECT r.nomination_no, r.outcome AS place, n.state AS came
  FROM honours.consultation_ruling AS r
  JOIN honours.nomination AS n USING (nomination_no)
 WHERE r.cycle = :cycle
 UNION ALL
SELECT c.nomination_no, c.expert_no, 'silent'
  FROM honours.consultation AS c
  JOIN honours.consultation_sheet AS s USING (cycle, expert_no, sheet_no)
 WHERE c.cycle = :cycle AND s.closed_on IS NOT NULL
   AND NOT EXISTS (SELECT FROM honours.consultation_answer AS a
                    WHERE a.nomination_no = c.nomination_no AND a.expert_no = c.expert_no)
