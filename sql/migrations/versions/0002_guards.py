"""What keeps the records true whatever a program does: guards on moves, append-only tables, rights of the two roles."""

from pathlib import Path

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create triggers and grant rights."""
    statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    op.get_bind().exec_driver_sql(statements, execution_options={"no_parameters": True})


def downgrade() -> None:
    """Refuse: the records would lie open."""
    raise NotImplementedError("本系统的数据库只能升级，不能降级")
