-- The approvals of payments of :cycle in their order.
-- Read by honours.services.disbursement.approval.
SELECT decision_no, decided_on, decided_by, answer, list_sha256
  FROM honours.decision
 WHERE cycle = :cycle AND kind = 'payment_approval'
 ORDER BY decision_no
