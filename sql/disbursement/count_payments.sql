-- How many live payments :cycle has, and how many awarded nominations are still without one.
-- Read by honours.services.disbursement.planning.
SELECT (SELECT count(*) FROM honours.payment_now AS p
         WHERE p.cycle = :cycle AND p.state <> 'cancelled') AS payments,
       (SELECT count(*) FROM honours.nomination AS n
         WHERE n.cycle = :cycle AND n.state = 'awarded' AND NOT EXISTS (
               SELECT FROM honours.payment_now AS p WHERE p.nomination_no = n.nomination_no)) AS missing
