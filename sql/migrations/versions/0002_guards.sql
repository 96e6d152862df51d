-- What keeps the records true whatever a program does (award/14, award/18). Read by 0002_guards.py.

-- 1. A move that the table of moves does not have is impossible, and one that proves something carries its evidence.
CREATE FUNCTION honours.guard_nomination_move() RETURNS trigger
LANGUAGE plpgsql SET search_path = honours, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM nomination_move_allowed
        WHERE from_state IS NOT DISTINCT FROM NEW.from_state AND to_state = NEW.to_state
    ) THEN
        RAISE EXCEPTION '申报 % 不允许由“%”变为“%”', NEW.nomination_no, NEW.from_state, NEW.to_state
            USING ERRCODE = 'check_violation', CONSTRAINT = 'nomination_move_allowed';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER guard_nomination_move BEFORE INSERT ON honours.nomination_move
FOR EACH ROW EXECUTE FUNCTION honours.guard_nomination_move();

CREATE FUNCTION honours.guard_payment_move() RETURNS trigger
LANGUAGE plpgsql SET search_path = honours, pg_temp AS $$
DECLARE
    evidence_needed boolean;
BEGIN
    SELECT needs_evidence INTO evidence_needed FROM payment_move_allowed
    WHERE from_state IS NOT DISTINCT FROM NEW.from_state AND to_state = NEW.to_state;
    IF NOT FOUND THEN
        RAISE EXCEPTION '付款 % 不允许由“%”变为“%”', NEW.payment_id, NEW.from_state, NEW.to_state
            USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_move_allowed';
    END IF;
    IF evidence_needed AND NEW.evidence_sha256 IS NULL THEN
        RAISE EXCEPTION '付款 % 变为“%”必须附凭证', NEW.payment_id, NEW.to_state
            USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_move_evidence';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER guard_payment_move BEFORE INSERT ON honours.payment_move
FOR EACH ROW EXECUTE FUNCTION honours.guard_payment_move();

-- 2. The state of a nomination is what its last move says. The owner's rights, because nobody else may write it.
CREATE FUNCTION honours.carry_nomination_state() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = honours, pg_temp AS $$
BEGIN
    UPDATE nomination SET state = last.to_state, state_seq = last.seq
    FROM (
        SELECT DISTINCT ON (nomination_no) nomination_no, to_state, seq FROM moved ORDER BY nomination_no, seq DESC
    ) AS last
    WHERE nomination.nomination_no = last.nomination_no AND nomination.state_seq <= last.seq;
    RETURN NULL;
END $$;

CREATE TRIGGER carry_nomination_state AFTER INSERT ON honours.nomination_move
REFERENCING NEW TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION honours.carry_nomination_state();

-- 3. A bank line explains no more money than it moved.
CREATE FUNCTION honours.use_statement_line() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = honours, pg_temp AS $$
BEGIN
    INSERT INTO statement_line_use (line_id, total_cny)
    SELECT line_id, abs(amount_cny) FROM statement_line WHERE line_id IN (SELECT line_id FROM matched)
    ON CONFLICT DO NOTHING;
    UPDATE statement_line_use SET used_cny = used_cny + taken.amount_cny
    FROM (SELECT line_id, sum(amount_cny) AS amount_cny FROM matched GROUP BY line_id) AS taken
    WHERE statement_line_use.line_id = taken.line_id;
    RETURN NULL;
END $$;

CREATE TRIGGER use_statement_line AFTER INSERT ON honours.payment_match
REFERENCING NEW TABLE AS matched FOR EACH STATEMENT EXECUTE FUNCTION honours.use_statement_line();

-- 4. Records are added to, never changed: a correction is a new row.
CREATE FUNCTION honours.refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '表 % 只能追加，不能执行 %', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;

-- 5. Rights: the application reads and adds everywhere, changes where the work asks for it, removes nothing.
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA honours FROM PUBLIC;
GRANT USAGE ON SCHEMA honours TO honours_app;
GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA honours TO honours_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA honours TO honours_app;
GRANT EXECUTE ON FUNCTION honours.bytea_range(bytea, bytea), honours.bytea_range(bytea, bytea, text) TO honours_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA honours GRANT SELECT, INSERT ON TABLES TO honours_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA honours GRANT USAGE ON SEQUENCES TO honours_app;

DO $$
DECLARE
    append_only text;
    columns text;
BEGIN
    FOREACH append_only IN ARRAY ARRAY[
        'archived_file', 'document', 'submission_finding',
        'nomination_revision', 'nomination_move', 'verdict', 'ruling', 'decision',
        'gate_result', 'gate_failure', 'steward_finding',
        'entitlement', 'payment', 'payment_move', 'payment_dead', 'payment_batch', 'payment_batch_line',
        'bank_statement', 'statement_line', 'payment_match'
    ] LOOP
        EXECUTE format('REVOKE UPDATE ON honours.%I FROM honours_app', append_only);
        EXECUTE format(
            'CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON honours.%I '
            'FOR EACH ROW EXECUTE FUNCTION honours.refuse_change()', append_only);
        EXECUTE format(
            'CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON honours.%I '
            'FOR EACH STATEMENT EXECUTE FUNCTION honours.refuse_change()', append_only);
    END LOOP;

    -- The state of a nomination is written by its moves only.
    SELECT string_agg(quote_ident(column_name), ', ') INTO columns FROM information_schema.columns
    WHERE table_schema = 'honours' AND table_name = 'nomination'
        AND column_name NOT IN ('nomination_no', 'state', 'state_seq', 'recorded_at');
    REVOKE UPDATE ON honours.nomination FROM honours_app;
    EXECUTE format('GRANT UPDATE (%s) ON honours.nomination TO honours_app', columns);
END $$;

-- A receipt is what the bank wrote; only the payment that it belongs to is found out later.
REVOKE UPDATE ON honours.bank_receipt FROM honours_app;
GRANT UPDATE (payment_id) ON honours.bank_receipt TO honours_app;
-- Kept by triggers and by the migrations.
REVOKE INSERT, UPDATE ON honours.statement_line_use, honours.nomination_move_allowed,
    honours.payment_move_allowed, honours.alembic_version FROM honours_app;
