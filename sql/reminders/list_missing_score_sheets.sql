-- Score sheets that were sent and have not come back, unless all that is on them was given to others, with the planned day of the end of scoring (award/11).
-- Read by honours.services.reminders.
SELECT s.cycle, m.planned_on AS due_on, e.expert_no, e.name, e.email AS addressee,
       array_agg(s.category ORDER BY s.category) AS categories
  FROM honours.score_sheet AS s
  JOIN honours.cycle AS c USING (cycle)
  JOIN honours.expert AS e USING (expert_no)
  JOIN honours.milestone AS m ON m.cycle = s.cycle AND m.code = 'scoring_done'
 WHERE NOT c.is_replay
   AND s.received_on IS NULL
   AND m.reached_on IS NULL
   AND (NOT EXISTS (
            SELECT FROM honours.assignment_withdrawal AS w WHERE w.cycle = s.cycle AND w.expert_no = s.expert_no)
        OR EXISTS (
            SELECT FROM honours.standing_assignment AS a WHERE a.cycle = s.cycle AND a.expert_no = s.expert_no))
 GROUP BY s.cycle, m.planned_on, e.expert_no, e.name, e.email
 ORDER BY s.cycle, e.expert_no
