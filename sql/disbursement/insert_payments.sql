-- The first payment of each entitlement: the keys come from the program, amount and account from the records.
-- Read by honours.services.disbursement.planning.
INSERT INTO honours.payment
       (payment_id, entitlement_id, attempt_no, amount_cny, account_id, bank_ref, request_sha256)
SELECT planned.payment_id, e.entitlement_id, 1, e.amount_cny, a.account_id, planned.bank_ref, planned.request_sha256
  FROM unnest(CAST(:payment_ids AS uuid[]), CAST(:entitlement_ids AS bigint[]), CAST(:bank_refs AS text[]),
              CAST(:requests AS text[])) AS planned (payment_id, entitlement_id, bank_ref, request_sha256)
  JOIN honours.entitlement AS e USING (entitlement_id)
  JOIN honours.nomination AS n USING (nomination_no)
  JOIN honours.payee_account AS a
    ON a.payee_key = e.payee_key AND a.valid @> CAST(:on AS date) AND a.account_hmac = n.payee_account_hmac
ON CONFLICT ON CONSTRAINT uq_payment_attempt DO NOTHING
