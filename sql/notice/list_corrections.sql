-- The corrections that were made of the notices of a cycle (award/12).
-- Read by honours.services.notice.corrections.
SELECT correction_no, notice_no, nomination_no, item, was, becomes, reason
  FROM honours.notice_correction
 WHERE cycle = :cycle
 ORDER BY correction_no
