"""What is done about experts whose score sheets are not in is kept as a decision."""

from pathlib import Path

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let decisions be of this kind, too."""
    statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    op.get_bind().exec_driver_sql(statements, execution_options={"no_parameters": True})


def downgrade() -> None:
    """Refuse: such decisions would be lost."""
    raise NotImplementedError("本系统的数据库只能升级，不能降级")
