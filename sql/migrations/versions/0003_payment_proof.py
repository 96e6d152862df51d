"""A payment is settled on the bank's proof only, approved by another person than planned it, batched with its total."""

from pathlib import Path

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the guards and the view of where each payment is."""
    statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    op.get_bind().exec_driver_sql(statements, execution_options={"no_parameters": True})


def downgrade() -> None:
    """Refuse: money could leave without proof."""
    raise NotImplementedError("本系统的数据库只能升级，不能降级")
