-- The texts of some nominations (award/17).
-- Read by honours.services.resemblance.comparing.
SELECT nomination_no, content FROM honours.nomination_text WHERE nomination_no = ANY(CAST(:nomination_nos AS text[]))
