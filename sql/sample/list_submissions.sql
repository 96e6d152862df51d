-- Every file that was ever taken in, as it arrived.
-- Read by honours.cli.replay.mailbox.
SELECT sha256, file_name, received_at FROM honours.submission ORDER BY submission_id
