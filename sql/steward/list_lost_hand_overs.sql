-- Stages that are done while the stage after them was never claimed: the event between them was lost.
-- Read by honours.services.steward.
SELECT c.cycle, c.stage, c.done_at
  FROM honours.stage_claim AS c
 WHERE c.done_at <= :done_before
   AND c.stage = :stage
   AND NOT EXISTS (
       SELECT FROM honours.stage_claim AS n WHERE n.cycle = c.cycle AND n.stage = :following)
 ORDER BY c.cycle
