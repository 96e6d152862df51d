-- Links receipts with the payment of equal reference, amount and payee that was sent (award/18). Two receipts for one
-- payment link nothing: a person looks at them.
-- Read by honours.services.disbursement.matching.
WITH candidate AS (
    SELECT r.receipt_no, p.payment_id, count(*) OVER (PARTITION BY p.payment_id) AS receipts
      FROM honours.payment_now AS p
      JOIN honours.payee_account AS a USING (account_id)
      JOIN honours.bank_receipt AS r
        ON r.bank_ref = p.bank_ref AND r.amount_cny = p.amount_cny AND r.payee_name = a.payee_name
     WHERE r.payment_id IS NULL AND p.state IN ('sending', 'unknown', 'accepted')
       AND (CAST(:cycle AS text) IS NULL OR p.cycle = CAST(:cycle AS text))
       AND NOT EXISTS (SELECT FROM honours.bank_receipt AS other WHERE other.payment_id = p.payment_id)
)
UPDATE honours.bank_receipt AS r SET payment_id = candidate.payment_id
  FROM candidate
 WHERE candidate.receipt_no = r.receipt_no AND candidate.receipts = 1
