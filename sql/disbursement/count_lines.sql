-- How many lines a bank statement brought.
-- Read by honours.services.disbursement.statement_reader.
SELECT count(*) FROM honours.statement_line WHERE sha256 = :sha256
