-- What was wrong with a submission; each row one fault.
-- Read by honours.services.intake.submissions.
INSERT INTO honours.submission_finding (submission_id, finding_no, sheet, cell, field, found, says)
VALUES (:submission_id, :finding_no, :sheet, :cell, :field, :found, :says)
