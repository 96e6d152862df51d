"""The gate of the review sees entries that the chair's meeting sent back."""

from pathlib import Path

from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Replace the view of the gate."""
    statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    op.get_bind().exec_driver_sql(statements, execution_options={"no_parameters": True})


def downgrade() -> None:
    """Refuse: the software needs the view as it is."""
    raise NotImplementedError("本系统的数据库只能升级，不能降级")
