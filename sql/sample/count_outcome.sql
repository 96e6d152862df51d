-- What came of a cycle, in figures: files, nominations by end, payments and receipts (award/10 to award/18).
-- Files that belong to no cycle, such as receipts and what nobody could read, are not counted here.
-- Read by honours.services.sample.outcome.
SELECT (SELECT count(*) FROM honours.submission WHERE cycle = :cycle)                                AS files,
       (SELECT count(*) FROM honours.submission
         WHERE cycle = :cycle AND status <> 'accepted')                            AS files_returned,
       (SELECT count(*) FROM honours.submission
         WHERE cycle = :cycle AND kind = 'nomination_workbook' AND status IN ('accepted', 'partly'))  AS workbooks,
       count(*)                                                                                       AS received,
       count(*) FILTER (WHERE n.state = 'withdrawn')                                                  AS withdrawn,
       count(*) FILTER (WHERE n.state = 'excluded')                                                   AS excluded,
       count(*) FILTER (WHERE n.state NOT IN ('received', 'withdrawn', 'recommended', 'excluded'))    AS qualified,
       count(*) FILTER (WHERE EXISTS (
           SELECT FROM honours.nomination_move AS m
            WHERE m.nomination_no = n.nomination_no AND m.to_state = 'proposed'))                        AS proposed,
       count(*) FILTER (WHERE n.state IN ('awarded', 'paid'))                                         AS chosen,
       count(*) FILTER (WHERE n.state = 'held')                                                       AS held,
       count(*) FILTER (WHERE n.state = 'declined')                                                   AS declined,
       (SELECT count(*) FROM honours.payment_now WHERE cycle = :cycle AND state = 'settled')          AS paid,
       (SELECT coalesce(sum(amount_cny), 0) FROM honours.payment_now
         WHERE cycle = :cycle AND state = 'settled')                                                  AS paid_cny,
       (SELECT count(*) FROM honours.bank_receipt AS b JOIN honours.payment_now AS p USING (payment_id)
         WHERE p.cycle = :cycle)                                                                      AS receipts
  FROM honours.nomination AS n
 WHERE n.cycle = :cycle
