"""The records of the chair's meeting, their approvals and returns."""

from pathlib import Path

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of the meeting and let the gate look at them."""
    statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    op.get_bind().exec_driver_sql(statements, execution_options={"no_parameters": True})


def downgrade() -> None:
    """Refuse: who was there and how they voted would be lost."""
    raise NotImplementedError("本系统的数据库只能升级，不能降级")
