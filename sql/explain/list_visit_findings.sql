-- What a visit found of a studio, each aspect with the file and cell that say so (model-studio/12).
-- Read by honours.services.explain.
SELECT finding.aspect, submission.file_name, finding.source_sheet AS sheet, finding.source_cell AS cell
  FROM honours.verification_finding AS finding
  JOIN honours.submission USING (submission_id)
 WHERE finding.nomination_no = :nomination_no
