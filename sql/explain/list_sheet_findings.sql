-- What was wrong in one sheet of a submission, or in the file as a whole.
-- Read by honours.services.explain.
SELECT sheet, cell, field, found, says
  FROM honours.submission_finding
 WHERE submission_id = :submission_id AND sheet IN ('', :sheet)
 ORDER BY finding_no
