-- Experts and entries of a cycle of whom no score need be there: something keeps them apart, or the entry was taken from
-- the expert (award/11).
-- Read by honours.services.review.verifying.
SELECT expert_no, nomination_no FROM honours.standing_conflict WHERE cycle = :cycle
UNION
SELECT expert_no, nomination_no FROM honours.assignment_withdrawal WHERE cycle = :cycle
EXCEPT
SELECT a.expert_no, a.nomination_no
  FROM honours.standing_assignment AS a
 WHERE a.cycle = :cycle
   AND NOT EXISTS (SELECT FROM honours.standing_conflict AS c
                    WHERE c.nomination_no = a.nomination_no AND c.expert_no = a.expert_no)
