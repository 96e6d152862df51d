-- One nomination with its body, its file and the days that the cycle has set for what comes next.
-- Read by honours.services.explain.
SELECT nomination.nomination_no, nomination.cycle, nomination.category, nomination.project_name,
       nomination.person_name, nomination.unit_name, nomination.state, nomination.revision, nomination.received_on,
       nomination.source_sheet, nomination.source_row, body.name AS body_name, submission.file_name,
       (SELECT max(closes_on) FROM honours.public_notice WHERE public_notice.cycle = nomination.cycle) AS notice_closes_on
  FROM honours.nomination
  JOIN honours.recommending_body AS body USING (body_code)
  JOIN honours.submission USING (submission_id)
 WHERE nomination_no = :nomination_no
