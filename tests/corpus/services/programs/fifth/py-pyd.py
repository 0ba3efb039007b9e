import pydantic, asyncio, warnings
class Row(pydantic.BaseModel):
    sku: str; qty: int
def load(r):
    try: return Row(**r)
    except pydantic.ValidationError as e:
        raise SystemError("import aborted") from e
async def main():
    await asyncio.gather(asyncio.to_thread(load, {"sku": "a", "qty": "many"}))
asyncio.run(main(), debug=False)
