-- Every rule that referred a nomination of a cycle to a person at the examinations :stages, with the person's word when
-- there is one (award/11, model-studio/12).
-- Nominations that fail a rule are not listed: nobody's word could change that.
-- Read by honours.services.review.referrals.
SELECT nomination.nomination_no, nomination.category, nomination.state, nomination.project_name,
       nomination.person_name, nomination.unit_name, body.name AS body_name,
       verdict.rule, verdict.article, verdict.required, verdict.found, ruling.outcome
  FROM honours.verdict
  JOIN honours.nomination USING (nomination_no, revision)
  JOIN honours.recommending_body AS body USING (body_code)
  LEFT JOIN honours.ruling USING (nomination_no, rule)
 WHERE verdict.cycle = :cycle AND verdict.stage = ANY(:stages) AND verdict.verdict = 'refer'
   AND NOT nomination.is_withdrawn
   AND NOT EXISTS (
       SELECT FROM honours.verdict AS clear
        WHERE clear.nomination_no = nomination.nomination_no AND clear.revision = nomination.revision
          AND clear.verdict = 'fail')
 ORDER BY nomination.nomination_no, verdict.stage, verdict.article, verdict.rule
