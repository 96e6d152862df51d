-- Ends the accounts, valid on :on, of payees who state another one now.
-- Read by honours.services.disbursement.planning.
UPDATE honours.payee_account AS a
   SET valid = daterange(lower(a.valid), CAST(:on AS date))
  FROM honours.nomination AS n
 WHERE n.cycle = :cycle AND n.state = 'awarded' AND a.payee_key = n.payee_key
   AND a.valid @> CAST(:on AS date) AND lower(a.valid) < CAST(:on AS date)
   AND NOT EXISTS (SELECT FROM honours.entitlement AS e JOIN honours.payment AS p USING (entitlement_id)
                    WHERE e.nomination_no = n.nomination_no)
   AND (a.account_hmac, a.payee_name, a.bank_name) IS DISTINCT FROM
       (n.payee_account_hmac, n.payee_name, n.payee_bank_name)
