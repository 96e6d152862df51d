-- Entries that are held because nobody has ruled on what the experts of the trade said (award/12).
-- Read by honours.services.steward.
SELECT n.nomination_no, n.cycle
  FROM honours.nomination AS n
  JOIN honours.consultation_standing AS k USING (nomination_no)
 WHERE n.state = 'held' AND k.standing = 'referred'
 ORDER BY n.nomination_no
