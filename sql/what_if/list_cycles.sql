-- The cycles of a scheme that were opened in the years :years, with the days that rules and grants go by: the call, the
-- last day for nominations, and the day on which the first nomination was honoured (empty while none is).
-- Read by honours.services.what_if.
SELECT cycle.cycle, cycle.call_on, cycle.nominations_due_on, honoured.honoured_on
  FROM honours.cycle
  LEFT JOIN (
       SELECT nomination.cycle, min(move.moved_on) AS honoured_on
         FROM honours.nomination_move AS move
         JOIN honours.nomination USING (nomination_no)
        WHERE move.to_state = 'awarded'
        GROUP BY nomination.cycle) AS honoured USING (cycle)
 WHERE cycle.scheme = :scheme AND cycle.year = ANY(:years)
 ORDER BY cycle.year
