-- What the visits found of the given nominations (model-studio/12, /14).
-- Read by honours.services.studios.dossier.facts.
SELECT nomination_no, aspect, observed, conclusion, note
  FROM honours.verification_finding
 WHERE nomination_no = ANY(CAST(:nomination_nos AS text[]))
