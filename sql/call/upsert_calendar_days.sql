-- The days that windows are counted on (Civil Code arts. 200 to 204), as the calendar knows them; only changes are written.
-- Read by honours.services.calendar_days.
INSERT INTO honours.calendar_day AS held (day, is_working, working_seq, rolls_to, reason, is_provisional)
SELECT day, is_working, working_seq, rolls_to, reason, is_provisional
  FROM unnest(
           CAST(:days AS date[]), CAST(:are_working AS boolean[]), CAST(:working_seqs AS integer[]),
           CAST(:roll_to AS date[]), CAST(:reasons AS text[]), CAST(:are_provisional AS boolean[])
       ) AS known (day, is_working, working_seq, rolls_to, reason, is_provisional)
    ON CONFLICT (day) DO UPDATE
   SET is_working = excluded.is_working,
       working_seq = excluded.working_seq,
       rolls_to = excluded.rolls_to,
       reason = excluded.reason,
       is_provisional = excluded.is_provisional
 WHERE (held.is_working, held.working_seq, held.rolls_to, held.reason, held.is_provisional)
       IS DISTINCT FROM
       (excluded.is_working, excluded.working_seq, excluded.rolls_to, excluded.reason, excluded.is_provisional)
