-- The planned days that are still to come, with what each cycle was planned from (award/9, model-studio/9,
-- employee-studio/6).
-- Read by honours.services.windows.finding.
SELECT c.cycle, c.call_on, m.code, m.label, m.planned_on, m.is_provisional,
       EXISTS (SELECT FROM honours.document AS d
                WHERE d.cycle = c.cycle AND d.kind IN ('call_notice', 'studio_call_notice')) AS is_announced
  FROM honours.cycle AS c
  JOIN honours.milestone AS m USING (cycle)
 WHERE m.reached_on IS NULL
 ORDER BY c.cycle, m.planned_on, m.code
