"""Decisions on medals and on the recommendation to the province."""

from pathlib import Path

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let decisions be of two more kinds."""
    statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    op.get_bind().exec_driver_sql(statements, execution_options={"no_parameters": True})


def downgrade() -> None:
    """Refuse: such decisions may stand by now."""
    raise NotImplementedError("本系统的数据库只能升级，不能降级")
