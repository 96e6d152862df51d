-- What the records of the chair's meeting of a cycle hold beyond plain approvals: recusals, entries that were voted down,
-- and what was found of those sent back.
-- Read by honours.services.sample.comparison.
SELECT nomination_no, meeting_no, 'recused' AS what FROM honours.meeting_recusal WHERE cycle = :cycle
UNION ALL
SELECT nomination_no, meeting_no, outcome FROM honours.meeting_vote WHERE cycle = :cycle AND outcome = 'voted_down'
UNION ALL
SELECT nomination_no, meeting_no, outcome FROM honours.returned_entry_finding WHERE cycle = :cycle
