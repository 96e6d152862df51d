-- Windows of live cycles that a changed holiday table moved, by whom it concerns: the body whose posting it is, the expert
-- who is to answer, and the office for everything. Who was told of a change is not told again (award/10, award/12).
-- Read by honours.services.windows.telling.
WITH concerned AS (
    SELECT w.change_no, w.cycle, w.kind, w.subject, b.contact_email AS addressee, b.name AS name, 'body' AS role
      FROM honours.window_change AS w JOIN honours.recommending_body AS b USING (body_code)
     WHERE w.kind = 'posting'
     UNION ALL
    SELECT w.change_no, w.cycle, w.kind, w.subject, e.email, e.name, 'expert'
      FROM honours.window_change AS w JOIN honours.expert AS e USING (expert_no)
     WHERE w.effect = 'moved'
     UNION ALL
    SELECT w.change_no, w.cycle, w.kind, w.subject, :office, '', 'office'
      FROM honours.window_change AS w
)
SELECT k.change_no, k.cycle, k.addressee, k.name, k.role, d.found_on,
       array_agg(w.kind ORDER BY w.kind, w.old_closes_on, w.subject)          AS kinds,
       array_agg(w.label ORDER BY w.kind, w.old_closes_on, w.subject)         AS labels,
       array_agg(w.old_closes_on ORDER BY w.kind, w.old_closes_on, w.subject) AS olds,
       array_agg(w.new_closes_on ORDER BY w.kind, w.old_closes_on, w.subject) AS news,
       array_agg(w.effect ORDER BY w.kind, w.old_closes_on, w.subject)        AS effects,
       array_agg(w.to_do ORDER BY w.kind, w.old_closes_on, w.subject)         AS to_dos
  FROM concerned AS k
  JOIN honours.window_change AS w USING (change_no, cycle, kind, subject)
  JOIN honours.calendar_change AS d USING (change_no)
  JOIN honours.cycle AS c ON c.cycle = k.cycle
 WHERE NOT c.is_replay
   AND NOT EXISTS (
       SELECT FROM honours.reminder AS r
        WHERE r.cycle = k.cycle AND r.addressee = k.addressee AND r.subject = 'window_changed ' || k.change_no || ' ' || k.role)
 GROUP BY k.change_no, k.cycle, k.addressee, k.name, k.role, d.found_on
 ORDER BY k.change_no, k.cycle, k.role, k.addressee
