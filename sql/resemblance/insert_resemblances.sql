-- Pairs of nominations whose texts are close, with how the two are related (award/17, model-studio/15.3,
-- employee-studio/9). What one person sends twice in a cycle is not a copy; award/4.4 is asked of that.
-- Read by honours.services.resemblance.comparing.
INSERT INTO honours.text_resemblance
       (cycle, nomination_no, revision, other_no, other_revision, kinship, common_percent, contained_percent, found_on)
SELECT one.cycle, one.nomination_no, one.revision, other.nomination_no, other.revision,
       CASE WHEN one.cycle = other.cycle AND one.unit_uscc = other.unit_uscc THEN 'same_unit'
            WHEN one.cycle = other.cycle THEN 'other'
            WHEN one.unit_uscc = other.unit_uscc OR one.person_id_hmac = other.person_id_hmac
            THEN CASE WHEN other.state IN ('awarded', 'paid', 'revoked') THEN 'own_honoured' ELSE 'own_earlier' END
            ELSE 'other' END,
       found.common_percent, found.contained_percent, :on
  FROM unnest(CAST(:nomination_nos AS text[]), CAST(:other_nos AS text[]), CAST(:commons AS numeric[]),
              CAST(:containeds AS numeric[])) AS found (nomination_no, other_no, common_percent, contained_percent)
  JOIN honours.nomination AS one ON one.nomination_no = found.nomination_no
  JOIN honours.nomination AS other ON other.nomination_no = found.other_no
 WHERE one.cycle <> other.cycle
    OR (one.person_id_hmac = other.person_id_hmac) IS NOT TRUE
       AND (one.person_name = other.person_name AND one.unit_uscc = other.unit_uscc
            AND num_nulls(one.person_id_hmac, other.person_id_hmac) > 0) IS NOT TRUE
ON CONFLICT DO NOTHING
