"""The industry consultation beside the public notice."""

from pathlib import Path

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what is kept of consultations, and let the gate of the notice look at it."""
    statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    op.get_bind().exec_driver_sql(statements, execution_options={"no_parameters": True})


def downgrade() -> None:
    """Refuse: what experts answered would be lost."""
    raise NotImplementedError("本系统的数据库只能升级，不能降级")
