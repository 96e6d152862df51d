-- Every cell of nomination workbooks that was ever found wrong, with the body that sent it (award/10).
-- Read by honours.services.sample.comparison.
SELECT DISTINCT s.body_code, f.sheet, f.cell, f.field
  FROM honours.submission_finding AS f
  JOIN honours.submission AS s USING (submission_id)
 WHERE s.cycle = :cycle AND s.kind = 'nomination_workbook'
