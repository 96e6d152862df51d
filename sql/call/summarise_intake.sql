-- Who has sent nominations and what became of them (award/10): every active body, and any other that sent some.
-- Rows refused are those of the body's latest workbook in time: earlier ones have been replaced by it.
-- Read by honours.services.call.
WITH sent AS (
    SELECT body_code, submission_id, status, rows_refused, received_at
      FROM honours.submission
     WHERE cycle = :cycle AND kind = 'nomination_workbook' AND body_code IS NOT NULL
),
counted AS (
    SELECT body_code,
           count(*) AS workbooks,
           count(*) FILTER (WHERE status = 'late') AS late_workbooks,
           max(received_at) AS last_received_at
      FROM sent
     GROUP BY body_code
),
latest AS (
    SELECT DISTINCT ON (body_code) body_code, status, rows_refused
      FROM sent
     WHERE status <> 'late'
     ORDER BY body_code, received_at DESC, submission_id DESC
),
taken AS (
    SELECT body_code,
           count(*) FILTER (WHERE NOT is_withdrawn) AS nominations,
           count(*) FILTER (WHERE is_withdrawn) AS withdrawn
      FROM honours.nomination
     WHERE cycle = :cycle
     GROUP BY body_code
)
SELECT b.body_code,
       b.name,
       coalesce(c.workbooks, 0) AS workbooks,
       coalesce(c.late_workbooks, 0) AS late_workbooks,
       c.last_received_at,
       l.status AS last_status,
       coalesce(l.rows_refused, 0) AS rows_refused,
       coalesce(t.nominations, 0) AS nominations,
       coalesce(t.withdrawn, 0) AS withdrawn
  FROM honours.recommending_body AS b
  LEFT JOIN counted AS c USING (body_code)
  LEFT JOIN latest AS l USING (body_code)
  LEFT JOIN taken AS t USING (body_code)
 WHERE b.is_active OR c.body_code IS NOT NULL OR t.body_code IS NOT NULL
 ORDER BY b.body_code
