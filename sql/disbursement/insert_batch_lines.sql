-- The lines of a batch in the order of its file.
-- Read by honours.services.disbursement.batch.
INSERT INTO honours.payment_batch_line (payment_id, batch_no, line_no)
SELECT line.payment_id, :batch_no, line.line_no
  FROM unnest(CAST(:payment_ids AS uuid[])) WITH ORDINALITY AS line (payment_id, line_no)
