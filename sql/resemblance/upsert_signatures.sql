-- The signatures of some texts; one made otherwise, or of an earlier revision, is replaced (award/17).
-- Read by honours.services.resemblance.comparing.
INSERT INTO honours.text_signature AS standing (nomination_no, revision, recipe, gram_count, signature)
SELECT made.nomination_no, made.revision, :recipe, made.gram_count, made.signature
  FROM unnest(CAST(:nomination_nos AS text[]), CAST(:revisions AS integer[]), CAST(:gram_counts AS integer[]),
              CAST(:signatures AS bytea[])) AS made (nomination_no, revision, gram_count, signature)
ON CONFLICT (nomination_no) DO UPDATE
   SET revision = excluded.revision, recipe = excluded.recipe, gram_count = excluded.gram_count,
       signature = excluded.signature, recorded_at = clock_timestamp()
