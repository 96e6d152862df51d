-- A claim whose run died goes to one live run; of two that try, one finds the row already changed.
-- Read by honours.services.stages.
UPDATE honours.stage_claim
   SET run_id = :run_id, claimed_at = :at, take_overs = take_overs + 1
 WHERE cycle = :cycle AND stage = :stage AND run_id = :dead_run_id AND done_at IS NULL
