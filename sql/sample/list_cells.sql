-- Every cell of a workbook that was ever found wrong, with the body and the file that it came in (award/10,
-- model-studio/12): of the cycle, and in its time of files that belong to none. A bank file is refused whole.
-- Read by honours.services.sample.comparison.
SELECT DISTINCT s.kind, s.file_name, s.body_code, f.sheet, f.cell, f.field
  FROM honours.submission_finding AS f
  JOIN honours.submission AS s USING (submission_id)
 WHERE (s.cycle = :cycle OR s.cycle IS NULL) AND s.kind NOT IN ('bank_statement', 'bank_receipt')
   AND s.received_at < (SELECT max(planned_on) + 1 FROM honours.milestone WHERE cycle = :cycle)
