-- How many nominations of :cycle each article shut out (fail) or left to a person (refer), and how many of the latter the
-- person refused, by the verdicts on current revisions. A nomination counts once an article; an article counts its items.
-- Read by honours.services.articles.
SELECT place.article,
       count(DISTINCT nomination_no) FILTER (WHERE verdict.verdict = 'fail') AS excluded,
       count(DISTINCT nomination_no) FILTER (WHERE verdict.verdict = 'refer') AS referred,
       count(DISTINCT nomination_no) FILTER (WHERE verdict.verdict = 'refer' AND ruling.outcome = 'refused') AS refused
  FROM honours.verdict
  JOIN honours.nomination USING (nomination_no, revision)
  LEFT JOIN honours.ruling USING (nomination_no, rule)
 CROSS JOIN LATERAL (VALUES (verdict.article), (split_part(verdict.article, '.', 1))) AS place (article)
 WHERE verdict.cycle = :cycle AND NOT nomination.is_withdrawn AND verdict.verdict <> 'pass'
 GROUP BY place.article
