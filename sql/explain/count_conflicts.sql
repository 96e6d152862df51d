-- How many experts something keeps from a nomination, by what it is, without the experts (award/11, employee-studio/6).
-- Read by honours.services.explain.
SELECT kind, count(DISTINCT expert_no) AS experts
  FROM honours.standing_conflict
 WHERE nomination_no = :nomination_no
 GROUP BY kind
