-- To which end each entry comes whose own notice is over: a heard objection that came in time holds its own entry only,
-- and so does an industry consultation that is not settled (award/12); an upheld objection or finding removes it; all
-- others are honoured (award/13). is_consulted says whether the scheme consults experts of the trade.
-- Read by honours.services.notice.conclusion.
WITH own AS (
    SELECT w.nomination_no, w.first_posted_on, ended.closes_on
      FROM honours.entry_notice AS w
      JOIN unnest(CAST(:notice_nos AS integer[]), CAST(:closes AS date[])) AS ended(notice_no, closes_on) USING (notice_no)
     WHERE w.cycle = :cycle
), raised AS (
    SELECT o.nomination_no,
           bool_or(o.closed_on IS NULL)                           AS is_open,
           bool_or(o.is_upheld)                                   AS is_upheld,
           string_agg(o.objection_no, '、' ORDER BY o.objection_no) AS numbers
      FROM honours.objection AS o
      JOIN own ON own.nomination_no = o.nomination_no
     WHERE o.cycle = :cycle AND o.is_heard AND o.received_on BETWEEN own.first_posted_on AND own.closes_on
     GROUP BY o.nomination_no
), judged AS (
    SELECT n.nomination_no, n.state AS from_state, r.numbers, k.reason AS finding,
           coalesce(r.is_upheld, false)              AS is_upheld,
           coalesce(r.is_open, false)                AS is_open,
           coalesce(k.standing = 'upheld', false)    AS is_advised_against,
           coalesce(k.standing = 'overruled', false) AS is_overruled,
           :is_consulted AND coalesce(k.standing, 'open') NOT IN ('favourable', 'overruled', 'upheld') AS is_unsettled
      FROM honours.nomination AS n
      JOIN own ON own.nomination_no = n.nomination_no
      LEFT JOIN raised AS r ON r.nomination_no = n.nomination_no
      LEFT JOIN honours.consultation_standing AS k ON k.nomination_no = n.nomination_no
     WHERE n.state IN ('on_notice', 'held')
)
SELECT nomination_no, from_state,
       CASE WHEN is_upheld OR is_advised_against THEN 'declined'
            WHEN is_open OR is_unsettled THEN 'held'
            ELSE 'awarded' END AS to_state,
       CASE WHEN is_upheld THEN '公示期异议成立：' || numbers
            WHEN is_advised_against THEN '行业咨询意见成立：' || finding
            WHEN is_open THEN '公示期异议尚未办结：' || numbers
            WHEN is_unsettled THEN '行业咨询尚未办结'
            WHEN numbers IS NOT NULL THEN '公示期满，异议不成立：' || numbers
            ELSE '公示期满无异议' END || CASE WHEN is_overruled AND NOT (is_upheld OR is_open)
            THEN '；行业咨询意见未采纳：' || finding ELSE '' END AS reason
  FROM judged
 WHERE from_state = 'on_notice' OR is_upheld OR is_advised_against OR NOT (is_open OR is_unsettled)
 ORDER BY nomination_no
