"""What a changed holiday table did to windows that run."""

from pathlib import Path

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the changes of the calendar and of the windows counted on it."""
    statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    op.get_bind().exec_driver_sql(statements, execution_options={"no_parameters": True})


def downgrade() -> None:
    """Refuse: the record of what was moved would be lost."""
    raise NotImplementedError("本系统的数据库只能升级，不能降级")
