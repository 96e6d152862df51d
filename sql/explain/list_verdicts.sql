-- Every verdict on the current revision of a nomination, with a person's word where one was needed.
-- Read by honours.services.explain.
SELECT verdict.rule, verdict.article, verdict.stage, verdict.verdict, verdict.found, verdict.required, verdict.judged_on,
       ruling.outcome, ruling.reason, ruling.ruled_by, ruling.ruled_on
  FROM honours.verdict
  JOIN honours.nomination USING (nomination_no, revision)
  LEFT JOIN honours.ruling USING (nomination_no, rule)
 WHERE nomination_no = :nomination_no
 ORDER BY verdict.stage, verdict.recorded_at, verdict.article, verdict.rule
