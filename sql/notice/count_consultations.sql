-- How the consultations of a cycle stand, by entry (award/12).
-- Read by honours.services.notice.consultation.waiting.
SELECT count(*) FILTER (WHERE standing = 'favourable') AS favourable,
       count(*) FILTER (WHERE standing = 'referred') AS referred,
       count(*) FILTER (WHERE standing IN ('upheld', 'overruled')) AS ruled,
       coalesce(sum(silent), 0) AS silent
  FROM honours.consultation_standing
 WHERE cycle = :cycle
