"""orders.reference is unique"""
import sqlalchemy as sa
from alembic import op

revision = "77be42"
down_revision = "3fa1c0"


def upgrade():
    with op.batch_alter_table("orders") as batch:
        batch.create_unique_constraint("uq_orders_reference", ["reference"])
