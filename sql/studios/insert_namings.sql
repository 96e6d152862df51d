-- The namings of a cycle with leader, team and what the regulation grants once for the level (model-studio/6, /8, /20,
-- employee-studio/6, /11, /12). A second naming at the same level is stopped by the primary key.
-- Read by honours.services.studios.entering.
INSERT INTO honours.studio_naming (
    studio_no, level, named_on, cycle, nomination_no, decision_no, leader_name, leader_id_cipher, leader_id_hmac,
    leader_id_last4, leader_honour, team_size, team_members, subsidy_cny, submission_id)
SELECT given.studio_no, n.category, :named_on, n.cycle, n.nomination_no, :decision_no, n.person_name,
       n.person_id_cipher, n.person_id_hmac, n.person_id_last4, coalesce(a.leader_honour, a.leader_title),
       a.team_size, n.team_members, grants.amount_cny, n.submission_id
  FROM unnest(CAST(:nomination_nos AS text[]), CAST(:studio_nos AS text[])) AS given (nomination_no, studio_no)
  JOIN honours.nomination AS n USING (nomination_no)
  JOIN unnest(CAST(:categories AS text[]), CAST(:amounts AS numeric[])) AS grants (category, amount_cny) USING (category)
  LEFT JOIN honours.studio_application AS a USING (nomination_no)
