-- The account of each payee of :cycle who has none that is valid on :on, valid until the next one begins.
-- Read by honours.services.disbursement.planning.
INSERT INTO honours.payee_account
       (payee_key, payee_name, bank_name, account_cipher, account_hmac, account_last4, valid)
SELECT DISTINCT ON (n.payee_key)
       n.payee_key, n.payee_name, n.payee_bank_name,
       n.payee_account_cipher, n.payee_account_hmac, n.payee_account_last4,
       daterange(CAST(:on AS date), (SELECT min(lower(next.valid)) FROM honours.payee_account AS next
                  WHERE next.payee_key = n.payee_key AND lower(next.valid) > CAST(:on AS date)))
  FROM honours.nomination AS n
 WHERE n.cycle = :cycle AND n.state = 'awarded'
   AND NOT EXISTS (SELECT FROM honours.payee_account AS a
                    WHERE a.payee_key = n.payee_key AND a.valid @> CAST(:on AS date)
                      AND (a.account_hmac, a.payee_name, a.bank_name) =
                          (n.payee_account_hmac, n.payee_name, n.payee_bank_name))
   AND NOT EXISTS (SELECT FROM honours.entitlement AS e JOIN honours.payment AS p USING (entitlement_id)
                    WHERE e.nomination_no = n.nomination_no)
 ORDER BY n.payee_key, n.nomination_no
