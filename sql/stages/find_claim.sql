-- Who holds the stage of a cycle, and whether it is done.
-- Read by honours.services.stages.
SELECT run_id, claimed_at, done_at, take_overs
  FROM honours.stage_claim
 WHERE cycle = :cycle AND stage = :stage
