-- From :on no answer is taken in these workbooks any more; what is missing is silence (award/12).
-- Read by honours.services.notice.consultation.waiting.
UPDATE honours.consultation_sheet SET closed_on = :on WHERE cycle = :cycle AND closed_on IS NULL
