-- The list of payments with this SHA-256, or the newest one when none is named.
-- Read by honours.services.disbursement.approval.
SELECT sha256, made_on
  FROM honours.document
 WHERE cycle = :cycle AND stage = 'disbursement' AND kind = 'payment_list'
   AND (CAST(:sha256 AS text) IS NULL OR sha256 = CAST(:sha256 AS text))
 ORDER BY version DESC LIMIT 1
