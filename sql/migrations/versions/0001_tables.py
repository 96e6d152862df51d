"""The first tables; the SQL beside this file is what they were on that day, whatever the program says today."""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables in the empty schema."""
    statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    op.get_bind().exec_driver_sql(statements, execution_options={"no_parameters": True})


def downgrade() -> None:
    """Refuse: there is nothing before the first tables."""
    raise NotImplementedError("本系统的数据库只能升级，不能降级")
