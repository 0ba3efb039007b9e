"""FastAPI service whose settings come from the environment."""
from contextlib import asynccontextmanager

import uvicorn
from fastapi import FastAPI
from pydantic import PostgresDsn
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    model_config = {"env_prefix": "SHOP_"}
    database: PostgresDsn
    pool_size: int = 5
    currency: str


@asynccontextmanager
async def lifespan(app):
    app.state.settings = Settings()
    yield


app = FastAPI(lifespan=lifespan)


@app.get("/health")
def health():
    return {"ok": True}


if __name__ == "__main__":
    uvicorn.run(app, port=8412)
