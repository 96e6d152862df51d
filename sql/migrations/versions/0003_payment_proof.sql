-- What a payment must have behind it before the records call it approved, matched or settled (award/14, award/18).
-- Read by 0003_payment_proof.py. The guards judge whole statements, so that a million payments cost one pass.

-- 1. Where each payment is: its last move, with what it pays and to whom.
CREATE VIEW honours.payment_now WITH (security_invoker = true) AS
SELECT p.payment_id, p.entitlement_id, p.attempt_no, p.amount_cny, p.account_id, p.bank_ref,
       e.cycle, e.nomination_no, e.instalment_no, m.seq, m.to_state AS state, m.moved_on
  FROM honours.payment AS p
  JOIN honours.entitlement AS e USING (entitlement_id)
  JOIN honours.payment_move AS m USING (payment_id)
 WHERE NOT EXISTS (
       SELECT FROM honours.payment_move AS later
        WHERE later.payment_id = m.payment_id AND later.prev_seq = m.seq);
REVOKE INSERT ON honours.payment_now FROM honours_app;

-- 2. Two persons: whoever drafted a payment does not approve it. Settled: a bank line and a receipt, both.
CREATE FUNCTION honours.guard_payment_proof() RETURNS trigger
LANGUAGE plpgsql SET search_path = honours, pg_temp AS $$
DECLARE
    broken record;
BEGIN
    SELECT moved.payment_id, moved.actor INTO broken
      FROM moved JOIN payment_move AS draft USING (payment_id)
     WHERE moved.to_state = 'approved' AND draft.to_state = 'draft' AND draft.actor = moved.actor LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION '付款 % 由“%”拟定，须由另一人复核', broken.payment_id, broken.actor
            USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_approver_is_another';
    END IF;
    SELECT payment_id INTO broken FROM moved
     WHERE to_state = 'settled' AND NOT EXISTS (
           SELECT FROM payment_match AS matched
            WHERE matched.payment_id = moved.payment_id AND matched.role = 'debit') LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION '付款 % 没有对应的银行流水，不能结清', broken.payment_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_settled_has_line';
    END IF;
    SELECT payment_id INTO broken FROM moved
     WHERE to_state = 'settled' AND NOT EXISTS (
           SELECT FROM bank_receipt AS receipt WHERE receipt.payment_id = moved.payment_id) LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION '付款 % 没有归档的银行回单，不能结清', broken.payment_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_settled_has_receipt';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER guard_payment_proof AFTER INSERT ON honours.payment_move
REFERENCING NEW TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION honours.guard_payment_proof();

-- 3. A debit is money that left the account, a return is money that came back.
CREATE FUNCTION honours.guard_payment_match() RETURNS trigger
LANGUAGE plpgsql SET search_path = honours, pg_temp AS $$
DECLARE
    broken record;
BEGIN
    SELECT matched.payment_id, line.line_id INTO broken
      FROM matched JOIN statement_line AS line USING (line_id)
     WHERE (matched.role = 'debit') <> (line.amount_cny < 0) LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION '付款 % 与流水 % 的收支方向不符', broken.payment_id, broken.line_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_match_direction';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER guard_payment_match AFTER INSERT ON honours.payment_match
REFERENCING NEW TABLE AS matched FOR EACH STATEMENT EXECUTE FUNCTION honours.guard_payment_match();

-- 4. A receipt proves the payment whose reference the bank printed on it, and that one for good.
CREATE FUNCTION honours.guard_bank_receipt() RETURNS trigger
LANGUAGE plpgsql SET search_path = honours, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.payment_id IS NOT NULL AND NEW.payment_id IS DISTINCT FROM OLD.payment_id THEN
        RAISE EXCEPTION '回单 % 已归入一笔付款，不能改挂', NEW.receipt_no
            USING ERRCODE = 'check_violation', CONSTRAINT = 'bank_receipt_link_stays';
    END IF;
    IF NEW.payment_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM payment WHERE payment.payment_id = NEW.payment_id AND payment.bank_ref = NEW.bank_ref
    ) THEN
        RAISE EXCEPTION '回单 % 的付款参考号与所挂付款不符', NEW.receipt_no
            USING ERRCODE = 'check_violation', CONSTRAINT = 'bank_receipt_same_reference';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER guard_bank_receipt BEFORE INSERT OR UPDATE ON honours.bank_receipt
FOR EACH ROW EXECUTE FUNCTION honours.guard_bank_receipt();

-- 5. A batch is sealed: count and total are those of its lines, whenever a line is added.
CREATE FUNCTION honours.guard_payment_batch() RETURNS trigger
LANGUAGE plpgsql SET search_path = honours, pg_temp AS $$
DECLARE
    lines bigint;
    total numeric;
    batch record;
BEGIN
    SELECT * INTO batch FROM payment_batch WHERE batch_no = NEW.batch_no;
    SELECT count(*), coalesce(sum(payment.amount_cny), 0) INTO lines, total
      FROM payment_batch_line JOIN payment USING (payment_id) WHERE batch_no = NEW.batch_no;
    IF lines <> batch.payment_count OR total <> batch.total_cny THEN
        RAISE EXCEPTION '付款批次 % 的笔数或合计与明细不符：明细 % 笔 % 元', NEW.batch_no, lines, total
            USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_batch_control_total';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER guard_payment_batch AFTER INSERT ON honours.payment_batch
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION honours.guard_payment_batch();

-- Lines come with their batch or not at all: one check a statement, not one a line.
CREATE FUNCTION honours.guard_payment_batch_line() RETURNS trigger
LANGUAGE plpgsql SET search_path = honours, pg_temp AS $$
DECLARE
    broken record;
BEGIN
    SELECT batch_no INTO broken FROM added JOIN payment_batch USING (batch_no) LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION '付款批次 % 已封存，不能再加付款', broken.batch_no
            USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_batch_sealed';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER guard_payment_batch_line AFTER INSERT ON honours.payment_batch_line
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION honours.guard_payment_batch_line();

REVOKE ALL ON FUNCTION honours.guard_payment_proof(), honours.guard_payment_match(), honours.guard_bank_receipt(),
    honours.guard_payment_batch(), honours.guard_payment_batch_line() FROM PUBLIC;
