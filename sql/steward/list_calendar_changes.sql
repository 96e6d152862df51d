-- Changes of the holiday table that moved windows and that no daily check has told yet: how many of each kind.
-- Read by honours.services.steward.
SELECT w.change_no, w.cycle, c.found_on,
       count(*) FILTER (WHERE w.effect = 'moved')      AS moved,
       count(*) FILTER (WHERE w.effect = 'kept')       AS kept,
       count(*) FILTER (WHERE w.effect = 'acted_upon') AS acted_upon,
       string_agg(w.label, '、' ORDER BY w.kind, w.subject) FILTER (WHERE w.kind = 'notice' AND w.effect = 'moved') AS notices
  FROM honours.window_change AS w
  JOIN honours.calendar_change AS c USING (change_no)
 WHERE NOT EXISTS (
       SELECT FROM honours.steward_finding AS f
        WHERE f.code = 'windows_moved' AND f.subject = w.cycle || ' ' || w.change_no AND f.checked_on < :today)
 GROUP BY w.change_no, w.cycle, c.found_on
 ORDER BY w.change_no, w.cycle
