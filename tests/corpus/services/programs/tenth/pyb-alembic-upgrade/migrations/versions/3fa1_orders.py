"""create orders"""
import sqlalchemy as sa
from alembic import op

revision = "3fa1c0"
down_revision = None


def upgrade():
    orders = op.create_table(
        "orders",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("reference", sa.String(20)),
        sa.Column("total", sa.Numeric(8, 2)),
    )
    op.bulk_insert(orders, [
        {"reference": "A-100", "total": 12},
        {"reference": "A-101", "total": 30},
        {"reference": "A-100", "total": 12},
    ])
