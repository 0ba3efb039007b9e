"""SQLAlchemy: IntegrityError of several lines, wrapped by the application; uncaught, nothing else in the file"""
import sqlalchemy as sa

db = sa.create_engine("sqlite://")
meta = sa.MetaData()
invoice = sa.Table("invoice", meta, sa.Column("no", sa.Integer, primary_key=True), sa.Column("total", sa.Numeric))
meta.create_all(db)


class InvoiceExists(Exception):
    pass


def save(no):
    with db.begin() as c:
        c.execute(invoice.insert(), {"no": no, "total": 3})


save(7)
try:
    save(7)
except sa.exc.IntegrityError as e:
    raise InvoiceExists("invoice 7 was written before") from e
