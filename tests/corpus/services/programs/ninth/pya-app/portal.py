"""Flask portal; its settings are read when a worker imports it."""
import os

from flask import Flask
from pydantic import BaseModel, Field, HttpUrl


class Settings(BaseModel):
    database_url: str
    pool_size: int = Field(gt=0)
    public_url: HttpUrl


def load():
    env = {k[7:].lower(): v for k, v in os.environ.items() if k.startswith("PORTAL_")}
    return Settings(**env)


settings = load()
app = Flask(__name__)


@app.get("/")
def index():
    return settings.public_url
