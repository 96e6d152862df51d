"""What a bank line still explains, kept in one pass."""

from pathlib import Path

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Replace what keeps the use of the lines."""
    statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    op.get_bind().exec_driver_sql(statements, execution_options={"no_parameters": True})


def downgrade() -> None:
    """Refuse: there is nothing to go back to."""
    raise NotImplementedError("本系统的数据库只能升级，不能降级")
