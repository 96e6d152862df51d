-- The lines of a bank statement; a line that an earlier statement of overlapping days brought is there already.
-- Read by honours.services.disbursement.statement_reader.
INSERT INTO honours.statement_line
       (sha256, line_no, own_account_hmac, bank_serial, booked_on, amount_cny, balance_cny, twin_no,
        peer_name, peer_account_hmac, peer_account_last4, memo, bank_ref)
VALUES (:sha256, :line_no, :own_account_hmac, :bank_serial, :booked_on, :amount_cny, :balance_cny, :twin_no,
        :peer_name, :peer_account_hmac, :peer_account_last4, :memo, :bank_ref)
ON CONFLICT DO NOTHING
