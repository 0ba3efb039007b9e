"""posting of journal entries, Python 2.7, sqlalchemy; no log lines, only the death"""
import sqlalchemy as sa
from sqlalchemy.orm import sessionmaker
from sqlalchemy.ext.declarative import declarative_base
Base = declarative_base()
class Entry(Base):
    __tablename__ = "journal"
    id = sa.Column(sa.Integer, primary_key=True)
    account = sa.Column(sa.String(20), nullable=False)
    cents = sa.Column(sa.Integer, sa.CheckConstraint("cents <> 0"))
eng = sa.create_engine("sqlite://")
Base.metadata.create_all(eng)
s = sessionmaker(bind=eng)()
def post(account, cents):
    s.add(Entry(account=account, cents=cents))
    s.flush()
post("1200", 500)
post("8400", -500)
post(None, 12)
