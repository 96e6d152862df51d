"""What each public notice lists, proofs of posting, corrections, and objections in full."""

from pathlib import Path

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of notices and carry over what each notice listed."""
    statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    op.get_bind().exec_driver_sql(statements, execution_options={"no_parameters": True})


def downgrade() -> None:
    """Refuse: proofs and corrections would be lost."""
    raise NotImplementedError("本系统的数据库只能升级，不能降级")
