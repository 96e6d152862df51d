-- One nomination with its body, the file that its current revision came in, and the days of its cycle.
-- Read by honours.services.explain.
SELECT nomination.nomination_no, nomination.cycle, nomination.category, nomination.body_code, nomination.serial_no,
       nomination.project_name, nomination.person_name, nomination.unit_name, nomination.state, nomination.revision,
       nomination.received_on, nomination.source_sheet, nomination.source_row, body.name AS body_name,
       submission.file_name, submission.sha256, submission.received_at, cycle.call_on, cycle.nominations_due_on
  FROM honours.nomination
  JOIN honours.cycle USING (cycle)
  JOIN honours.recommending_body AS body USING (body_code)
  JOIN honours.submission USING (submission_id)
 WHERE nomination_no = :nomination_no
