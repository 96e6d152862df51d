-- To which end each entry on public notice comes: an objection that came within the window holds its own entry only
-- (award/12); an upheld one removes it; all others are honoured (award/13).
-- Read by honours.services.notice.conclusion.
WITH raised AS (
    SELECT nomination_no,
           bool_or(closed_on IS NULL)                         AS is_open,
           bool_or(is_upheld)                                 AS is_upheld,
           string_agg(objection_no, '、' ORDER BY objection_no) AS numbers
      FROM honours.objection
     WHERE cycle = :cycle AND received_on BETWEEN :posted_on AND :closes_on
     GROUP BY nomination_no
)
SELECT n.nomination_no, n.state AS from_state,
       CASE WHEN r.is_upheld THEN 'declined' WHEN r.is_open THEN 'held' ELSE 'awarded' END AS to_state,
       CASE WHEN r.is_upheld THEN '公示期异议成立：' || r.numbers
            WHEN r.is_open THEN '公示期异议尚未办结：' || r.numbers
            WHEN r.numbers IS NOT NULL THEN '公示期满，异议不成立：' || r.numbers
            ELSE '公示期满无异议' END AS reason
  FROM honours.nomination AS n
  LEFT JOIN raised AS r USING (nomination_no)
 WHERE n.cycle = :cycle
   AND (n.state = 'on_notice' OR (n.state = 'held' AND (r.is_upheld OR NOT coalesce(r.is_open, false))))
 ORDER BY n.nomination_no
