-- To which end each entry comes whose own notice is over: a heard objection that came in time holds its own entry only
-- (award/12); an upheld one removes it; all others are honoured (award/13).
-- Read by honours.services.notice.conclusion.
WITH own AS (
    SELECT w.nomination_no, w.first_posted_on, ended.closes_on
      FROM honours.entry_notice AS w
      JOIN unnest(CAST(:notice_nos AS integer[]), CAST(:closes AS date[])) AS ended(notice_no, closes_on) USING (notice_no)
     WHERE w.cycle = :cycle
), raised AS (
    SELECT o.nomination_no,
           bool_or(o.closed_on IS NULL)                           AS is_open,
           bool_or(o.is_upheld)                                   AS is_upheld,
           string_agg(o.objection_no, '、' ORDER BY o.objection_no) AS numbers
      FROM honours.objection AS o
      JOIN own ON own.nomination_no = o.nomination_no
     WHERE o.cycle = :cycle AND o.is_heard AND o.received_on BETWEEN own.first_posted_on AND own.closes_on
     GROUP BY o.nomination_no
)
SELECT n.nomination_no, n.state AS from_state,
       CASE WHEN r.is_upheld THEN 'declined' WHEN r.is_open THEN 'held' ELSE 'awarded' END AS to_state,
       CASE WHEN r.is_upheld THEN '公示期异议成立：' || r.numbers
            WHEN r.is_open THEN '公示期异议尚未办结：' || r.numbers
            WHEN r.numbers IS NOT NULL THEN '公示期满，异议不成立：' || r.numbers
            ELSE '公示期满无异议' END AS reason
  FROM honours.nomination AS n
  JOIN own ON own.nomination_no = n.nomination_no
  LEFT JOIN raised AS r ON r.nomination_no = n.nomination_no
 WHERE n.state = 'on_notice' OR (n.state = 'held' AND (r.is_upheld OR NOT coalesce(r.is_open, false)))
 ORDER BY n.nomination_no
