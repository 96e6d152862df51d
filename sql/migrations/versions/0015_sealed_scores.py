"""Score sheets sealed as they come, opened together; blind codes; points by criterion; what decided a tie."""

from pathlib import Path

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of sealed scores."""
    statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    op.get_bind().exec_driver_sql(statements, execution_options={"no_parameters": True})


def downgrade() -> None:
    """Refuse: what was sealed would be lost."""
    raise NotImplementedError("本系统的数据库只能升级，不能降级")
