-- Who may be asked about which of the entries :nomination_nos: active experts of the trade who agreed to serve and from
-- whom nothing keeps the entry away (award/12).
-- Read by honours.services.notice.consultation.sending.
SELECT n.nomination_no, e.expert_no,
       EXISTS (SELECT FROM honours.score AS s
                WHERE s.nomination_no = n.nomination_no AND s.expert_no = e.expert_no) AS has_scored
  FROM honours.nomination AS n
  JOIN honours.expert AS e
    ON e.speciality = n.speciality AND e.is_active AND e.has_agreed IS NOT FALSE AND e.unit_name <> n.unit_name
 WHERE n.nomination_no = ANY(:nomination_nos)
   AND NOT EXISTS (SELECT FROM honours.standing_conflict AS k
                    WHERE k.nomination_no = n.nomination_no AND k.expert_no = e.expert_no)
 ORDER BY n.nomination_no, e.expert_no
