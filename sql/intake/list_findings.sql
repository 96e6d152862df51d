-- What was wrong with a submission, in the order in which it was found.
-- Read by honours.services.intake.submissions.
SELECT sheet, cell, field, found, says
FROM honours.submission_finding
WHERE submission_id = :submission_id
ORDER BY finding_no
