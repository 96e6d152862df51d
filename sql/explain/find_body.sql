-- A recommending body, the last day for nominations of a cycle, and how many files from its folder nobody could read.
-- Read by honours.services.explain.
SELECT body.name AS body_name, cycle.nominations_due_on,
       EXISTS (SELECT FROM honours.decision AS d
                WHERE d.cycle = cycle.cycle AND d.kind = 'intake_closed') AS is_intake_closed,
       (SELECT count(*) FROM honours.submission
         WHERE kind = 'unknown' AND status = 'refused' AND starts_with(file_name, body.body_code || '/')
           AND received_at >= cycle.call_on) AS unread_files
  FROM honours.recommending_body AS body
 CROSS JOIN honours.cycle AS cycle
 WHERE body.body_code = :body_code AND cycle.cycle = :cycle
