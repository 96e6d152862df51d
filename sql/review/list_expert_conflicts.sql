-- From which entries something keeps experts now, all of them or :expert_no only (award/11, employee-studio/6).
-- Read by honours.services.review.experts.
SELECT expert_no, cycle, nomination_no, kind, reason
  FROM honours.standing_conflict
 WHERE CAST(:expert_no AS text) IS NULL OR expert_no = :expert_no
 ORDER BY expert_no, cycle, nomination_no, kind, reason
