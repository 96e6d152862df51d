-- Every assignment of a cycle with its seed, its proof and how much it changed (award/11, employee-studio/6).
-- Read by honours.services.review.assigning.loading.
SELECT r.run_no, r.reason, r.seed, r.input_sha256, r.result_sha256, r.cost, r.bound, r.is_only, r.record_sha256,
       r.made_on,
       (SELECT count(*) FROM honours.assignment AS a WHERE a.cycle = r.cycle AND a.run_no = r.run_no) AS made,
       (SELECT count(*) FROM honours.assignment_withdrawal AS w
         WHERE w.cycle = r.cycle AND w.withdrawn_by_run_no = r.run_no) AS withdrawn
  FROM honours.assignment_run AS r
 WHERE r.cycle = :cycle
 ORDER BY r.run_no
