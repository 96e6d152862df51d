-- The payments of a nomination's prize with the state of each (award/14, award/18).
-- Read by honours.services.explain.
SELECT payment.bank_ref, payment.attempt_no, payment.amount_cny, last.to_state AS state, last.moved_on,
       receipt.receipt_no
  FROM honours.entitlement
  JOIN honours.payment USING (entitlement_id)
  JOIN LATERAL (
       SELECT to_state, moved_on FROM honours.payment_move
        WHERE payment_move.payment_id = payment.payment_id ORDER BY seq DESC LIMIT 1) AS last ON true
  LEFT JOIN LATERAL (
       SELECT max(receipt_no) AS receipt_no FROM honours.bank_receipt
        WHERE bank_receipt.payment_id = payment.payment_id) AS receipt ON true
 WHERE entitlement.nomination_no = :nomination_no
 ORDER BY payment.attempt_no
