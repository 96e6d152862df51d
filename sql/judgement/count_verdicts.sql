-- How many nominations of a cycle passed, failed or were referred at a stage, by the gravest verdict of each
-- (award/10, award/11); withdrawn ones and verdicts on earlier revisions do not count.
-- Read by honours.services.judgement.
SELECT count(*) AS nominations,
       count(*) FILTER (WHERE NOT is_failed AND NOT is_referred) AS passed,
       count(*) FILTER (WHERE is_failed) AS failed,
       count(*) FILTER (WHERE is_referred AND NOT is_failed) AS referred
  FROM (
    SELECT bool_or(verdict.verdict = 'fail') AS is_failed, bool_or(verdict.verdict = 'refer') AS is_referred
      FROM honours.verdict
      JOIN honours.nomination USING (nomination_no, revision)
     WHERE verdict.cycle = :cycle AND verdict.stage = :stage AND NOT nomination.is_withdrawn
     GROUP BY nomination_no
  ) AS judged
