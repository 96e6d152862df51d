-- The first run to come claims the stage of a cycle; later ones find its row.
-- Read by honours.services.stages.
INSERT INTO honours.stage_claim (cycle, stage, run_id, claimed_at)
VALUES (:cycle, :stage, :run_id, :at)
ON CONFLICT (cycle, stage) DO NOTHING
