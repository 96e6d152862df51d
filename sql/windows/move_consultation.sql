-- The last day for an answer follows the holiday table (award/12).
-- Read by honours.services.windows.following.
UPDATE honours.consultation_sheet SET due_on = :new_closes_on
 WHERE cycle = :cycle AND expert_no || '-' || sheet_no = :subject AND closed_on IS NULL
