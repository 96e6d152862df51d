-- Live cycles with objections that have no reply yet (award/12).
-- Read by honours.services.reminders.
SELECT DISTINCT o.cycle
  FROM honours.objection AS o
  JOIN honours.cycle AS c USING (cycle)
 WHERE NOT c.is_replay AND o.replied_on IS NULL
 ORDER BY o.cycle
