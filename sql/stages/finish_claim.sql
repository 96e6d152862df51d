-- The stage of a cycle is done; the first time stands.
-- Read by honours.services.stages.
UPDATE honours.stage_claim
   SET done_at = :at
 WHERE cycle = :cycle AND stage = :stage AND run_id = :run_id AND done_at IS NULL
