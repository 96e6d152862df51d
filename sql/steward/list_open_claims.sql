-- Stages that a run claimed and has not ended.
-- Read by honours.services.steward.
SELECT cycle, stage, run_id, claimed_at
  FROM honours.stage_claim
 WHERE done_at IS NULL
 ORDER BY cycle, claimed_at
