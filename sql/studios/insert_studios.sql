-- New studios of one scheme, each under the number that was given to its nomination (model-studio/9, /14).
-- Read by honours.services.studios.entering.
INSERT INTO honours.studio (studio_no, scheme, name, unit_name, unit_uscc, body_code)
SELECT given.studio_no, :scheme, n.project_name, n.unit_name, n.unit_uscc, n.body_code
  FROM unnest(CAST(:nomination_nos AS text[]), CAST(:studio_nos AS text[])) AS given (nomination_no, studio_no)
  JOIN honours.nomination AS n USING (nomination_no)
