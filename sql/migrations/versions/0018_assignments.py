"""Who scores what: assignments with their proof, and what was withdrawn later."""

from pathlib import Path

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of assignments and the view of what stands."""
    statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    op.get_bind().exec_driver_sql(statements, execution_options={"no_parameters": True})


def downgrade() -> None:
    """Refuse: who scored what would be lost."""
    raise NotImplementedError("本系统的数据库只能升级，不能降级")
