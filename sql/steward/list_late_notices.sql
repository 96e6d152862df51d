-- Notices that nobody deals with any more although they are not at their end: the stage has ended, a reserve's notice
-- stands (award/12).
-- Read by honours.services.steward.
SELECT DISTINCT w.cycle
  FROM honours.public_notice AS w
  JOIN honours.stage_claim AS c ON c.cycle = w.cycle AND c.stage = 'notice' AND c.done_at IS NOT NULL
 WHERE w.kind = 'reserve'
    OR EXISTS (SELECT FROM honours.public_notice AS r WHERE r.cycle = w.cycle AND r.kind = 'reserve'
                 AND r.notice_no < w.notice_no)
 ORDER BY w.cycle
