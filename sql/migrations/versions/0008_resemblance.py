"""Texts that resemble each other, and persons without an ID number."""

from pathlib import Path

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of the comparison, and let the ID number of a person be missing."""
    statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    op.get_bind().exec_driver_sql(statements, execution_options={"no_parameters": True})


def downgrade() -> None:
    """Refuse: what was compared would be lost."""
    raise NotImplementedError("本系统的数据库只能升级，不能降级")
