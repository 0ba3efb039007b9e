from pydantic import BaseModel, Field
import logging, sys
logging.basicConfig(stream=sys.stdout, format="%(levelname)s:%(name)s:%(message)s", level=logging.INFO)
class Item(BaseModel):
    sku: str
    qty: int = Field(gt=0)
class Order(BaseModel):
    id: int
    items: list[Item]
for n in range(20):
    logging.info("message %d consumed from orders-v2 (lag 0, error 0)", n)
    Order.model_validate({"id": n if n < 17 else "seventeen", "items": [{"sku": "a", "qty": 1 if n < 17 else 0}]})
