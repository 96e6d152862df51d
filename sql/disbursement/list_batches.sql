-- The batches of :cycle in their order, and whether the file of each has been laid out.
-- Read by honours.services.disbursement.batch.
SELECT b.batch_no, b.file_sha256, b.payment_count, b.total_cny, b.made_on,
       EXISTS (SELECT FROM honours.document AS d
                WHERE d.cycle = b.cycle AND d.stage = 'disbursement' AND d.kind = 'payment_batch'
                  AND d.subject = b.batch_no) AS is_laid_out
  FROM honours.payment_batch AS b
 WHERE b.cycle = :cycle
 ORDER BY b.recorded_at, b.batch_no
