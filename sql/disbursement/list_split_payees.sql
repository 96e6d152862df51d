-- Persons who are awarded more than once in :cycle and state different accounts: a person asks them which one holds.
-- Read by honours.services.disbursement.planning.
SELECT string_agg(nomination_no, '、' ORDER BY nomination_no) AS nomination_nos
  FROM honours.nomination
 WHERE cycle = :cycle AND state = 'awarded'
 GROUP BY payee_key
HAVING count(DISTINCT (payee_name, payee_bank_name, payee_account_hmac)) > 1
 ORDER BY 1
