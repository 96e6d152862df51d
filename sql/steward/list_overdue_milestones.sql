-- Milestones of live cycles whose planned day has passed without being reached.
-- Read by honours.services.steward.
SELECT m.cycle, m.code, m.label, m.planned_on, m.rests_on
  FROM honours.milestone AS m
  JOIN honours.cycle AS c USING (cycle)
 WHERE NOT c.is_replay
   AND m.reached_on IS NULL
   AND m.planned_on < :today
 ORDER BY m.cycle, m.planned_on
