-- How the nominations of a cycle left the publicity stage, and how many of those recommended were in doubt (award/10).
-- Read by honours.services.publicity.
SELECT count(*) FILTER (WHERE move.to_state = 'recommended') AS recommended,
       count(*) FILTER (WHERE move.to_state = 'excluded') AS excluded,
       count(*) FILTER (WHERE move.to_state = 'recommended' AND EXISTS (
           SELECT FROM honours.verdict
            WHERE verdict.nomination_no = nomination.nomination_no AND verdict.revision = nomination.revision
              AND verdict.stage = 'publicity' AND verdict.verdict = 'refer')) AS referred
  FROM honours.nomination_move AS move
  JOIN honours.nomination USING (nomination_no)
 WHERE nomination.cycle = :cycle AND move.from_state = 'received'
