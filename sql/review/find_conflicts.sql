-- Everything that connects an expert with an entry of the cycle, declared and computed, in one pass (award/11,
-- employee-studio/6): what is new is added, what is no longer so is ended, what stands stays as it is.
-- Two of one name may be two persons. Nobody is harmed by another expert, so a name alone counts, and the reason says so.
-- Read by honours.services.review.conflicts.finding.
WITH expert AS MATERIALIZED (
    SELECT expert_no, name, unit_name, unit_uscc, body_code,
           honours.name_key(name) AS name_key, honours.name_key(unit_name) AS unit_key
      FROM honours.expert
), entry AS MATERIALIZED (
    SELECT nomination_no, body_code, honours.name_key(unit_name) AS unit_key
      FROM honours.nomination
     WHERE cycle = :cycle AND NOT is_withdrawn
), person AS MATERIALIZED (
    SELECT p.nomination_no, p.part, p.name, p.name_key, e.unit_key
      FROM honours.nomination_person AS p
      JOIN entry AS e USING (nomination_no)
     WHERE p.cycle = :cycle
), unit AS MATERIALIZED (
    SELECT u.nomination_no, u.part, u.unit_name, u.unit_key, u.unit_uscc
      FROM honours.nomination_unit AS u
      JOIN entry AS e USING (nomination_no)
     WHERE u.cycle = :cycle
), earlier AS MATERIALIZED (
    SELECT e.expert_no, n.nomination_no, n.cycle, n.project_name
      FROM expert AS e
      JOIN honours.nomination_person AS p USING (name_key)
      JOIN honours.nomination AS n USING (nomination_no)
     WHERE left(n.cycle, 4)::int BETWEEN :year - :years AND :year
), fact AS (
    SELECT u.nomination_no, e.expert_no, 'same_unit' AS kind,
           format('专家在“%s”工作，与%s“%s”是同一单位（名称相同）', e.unit_name, u.part, u.unit_name) AS reason
      FROM expert AS e JOIN unit AS u USING (unit_key)
     UNION ALL
    SELECT u.nomination_no, e.expert_no, 'same_unit',
           format('专家在“%s”工作，与%s“%s”是同一单位（统一社会信用代码相同）', e.unit_name, u.part, u.unit_name)
      FROM expert AS e JOIN unit AS u USING (unit_uscc)
     WHERE e.unit_key <> u.unit_key
     UNION ALL
    SELECT n.nomination_no, e.expert_no, 'same_body', format('专家工作单位属于推荐单位“%s”的区域', b.name)
      FROM expert AS e
      JOIN honours.recommending_body AS b ON b.body_code = e.body_code AND b.kind = 'district'
      JOIN entry AS n ON n.body_code = e.body_code
     WHERE CAST(:is_district AS boolean)
     UNION ALL
    SELECT p.nomination_no, e.expert_no, 'team_member', format('专家与%s“%s”同名，仅凭姓名判断', p.part, p.name)
      FROM expert AS e JOIN person AS p USING (name_key)
     UNION ALL
    SELECT p.nomination_no, c.expert_no, c.kind,
           format('专家与%s“%s”%s年%s“%s”，%s', p.part, p.name, c.year, CAST(:kinds AS jsonb) ->> c.kind, c.work_name,
                  CASE WHEN honours.name_key(c.collaborator_unit) = p.unit_key THEN '姓名和单位都相同'
                       WHEN c.collaborator_unit IS NULL THEN '仅凭姓名判断'
                       ELSE format('仅凭姓名判断（登记的单位是“%s”）', c.collaborator_unit) END)
      FROM honours.expert_collaboration AS c
      JOIN person AS p ON p.name_key = honours.name_key(c.collaborator_name)
     WHERE c.year >= :year - :years
     UNION ALL
    SELECT u.nomination_no, a.expert_no, 'worked_together',
           format('专家%s年至%s在%s“%s”任职', a.from_year, coalesce(a.until_year || '年', '今'), u.part, u.unit_name)
      FROM honours.expert_affiliation AS a
      JOIN unit AS u ON u.unit_key = honours.name_key(a.unit_name)
     WHERE coalesce(a.until_year, :year) >= :year - :years
     UNION ALL
    SELECT u.nomination_no, a.expert_no, 'worked_together',
           format('专家%s年至%s在%s“%s”任职', a.from_year, coalesce(a.until_year || '年', '今'), u.part, u.unit_name)
      FROM honours.expert_affiliation AS a
      JOIN unit AS u USING (unit_uscc)
     WHERE coalesce(a.until_year, :year) >= :year - :years
     UNION ALL
    SELECT p.nomination_no, o.expert_no, 'worked_together',
           format('专家与%s“%s”同在 %s“%s”的申报团队，仅凭姓名判断', p.part, p.name, o.nomination_no, o.project_name)
      FROM earlier AS o
      JOIN expert AS e USING (expert_no)
      JOIN honours.nomination_person AS q ON q.nomination_no = o.nomination_no AND q.name_key <> e.name_key
      JOIN person AS p ON p.name_key = q.name_key AND p.nomination_no <> o.nomination_no
     UNION ALL
    SELECT m.nomination_no, d.expert_no, 'declared',
           format('专家申报与%s“%s”有%s关系%s%s', m.says, d.subject, CAST(:relations AS jsonb) ->> d.relation,
                  coalesce('：' || d.note, ''), CASE d.subject_kind WHEN 'person' THEN '，仅凭姓名判断' ELSE '' END)
      FROM honours.declared_interest AS d
      JOIN (
           SELECT nomination_no, 'person' AS subject_kind, name_key AS subject_key, part AS says FROM person
            UNION ALL
           SELECT nomination_no, 'unit', unit_key, part FROM unit
            UNION ALL
           SELECT nomination_no, 'unit', honours.name_key(unit_uscc), part FROM unit
            UNION ALL
           SELECT nomination_no, 'nomination', honours.name_key(nomination_no), '申报项目' FROM entry
      ) AS m ON m.subject_kind = d.subject_kind AND m.subject_key = honours.name_key(d.subject)
     WHERE d.is_active
), found AS MATERIALIZED (
    SELECT nomination_no, expert_no, kind, string_agg(DISTINCT reason, '；' ORDER BY reason) AS reason
      FROM fact
     GROUP BY nomination_no, expert_no, kind
), ended AS (
    UPDATE honours.conflict AS c
       SET ended_on = :on
     WHERE c.cycle = :cycle AND c.ended_on IS NULL
       AND NOT EXISTS (
           SELECT FROM found AS f
            WHERE f.nomination_no = c.nomination_no AND f.expert_no = c.expert_no AND f.kind = c.kind)
)
INSERT INTO honours.conflict AS c (cycle, nomination_no, expert_no, kind, reason, found_on)
SELECT :cycle, nomination_no, expert_no, kind, reason, :on
  FROM found
 ORDER BY nomination_no, expert_no, kind
    ON CONFLICT (nomination_no, expert_no, kind) DO UPDATE
   SET reason = excluded.reason, ended_on = NULL
 WHERE c.reason IS DISTINCT FROM excluded.reason OR c.ended_on IS NOT NULL
