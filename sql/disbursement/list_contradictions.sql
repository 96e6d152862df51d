-- Lines that an earlier statement of the account brought under the same bank serial with another day or amount.
-- Read by honours.services.disbursement.statement_reader.
SELECT l.bank_serial
  FROM honours.statement_line AS l
  JOIN unnest(CAST(:serials AS text[]), CAST(:days AS date[]), CAST(:amounts AS numeric[]))
       AS given (bank_serial, booked_on, amount_cny) USING (bank_serial)
 WHERE l.own_account_hmac = :own_account_hmac
   AND (l.booked_on, l.amount_cny) IS DISTINCT FROM (given.booked_on, given.amount_cny)
 ORDER BY l.bank_serial
