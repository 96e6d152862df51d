"""${message}"""

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the tables; never edited once it has run anywhere."""
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """Refuse: evidence and money records are never taken away; mend with a further migration."""
    raise NotImplementedError("本系统的数据库只能升级，不能降级")
