-- The planned day of a milestone, and whether its cycle is a past year played again.
-- Read by honours.services.stages.
SELECT m.planned_on, m.reached_on, m.is_provisional, c.is_replay
  FROM honours.milestone AS m
  JOIN honours.cycle AS c USING (cycle)
 WHERE m.cycle = :cycle AND m.code = :code
