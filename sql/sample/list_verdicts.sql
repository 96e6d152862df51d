-- Every verdict of a cycle that is not a pass, on the revision that was judged (award/4 to award/8, award/10).
-- Read by honours.services.sample.comparison.
SELECT v.nomination_no, v.rule, v.verdict
  FROM honours.verdict AS v
  JOIN honours.nomination AS n USING (nomination_no, revision)
 WHERE v.cycle = :cycle AND v.verdict <> 'pass'
