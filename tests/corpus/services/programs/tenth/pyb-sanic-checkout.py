"""Checkout service."""
from sanic import Sanic, json
from sanic.log import logger

app = Sanic("checkout")
app.config.MOTD = False

RATES = {"DE": 19, "AT": 20, "LU": "17%"}


@app.before_server_start
async def warm(app):
    logger.info("loaded %d tax rates", len(RATES))


@app.middleware("request")
async def account(request):
    request.ctx.account = request.headers.get("x-account", "guest")


async def gross(country, net):
    return round(net * (100 + RATES[country]) / 100, 2)


@app.post("/checkout/<country:str>")
async def checkout(request, country):
    lines = request.json["lines"]
    total = sum([await gross(country, line["net"]) for line in lines])
    logger.info("%s pays %.2f", request.ctx.account, total)
    return json({"total": total})


@app.main_process_stop
async def bye(app):
    logger.info("closed")


@app.after_server_start
async def reload_rates(app):
    async def fetch():
        raise ConnectionError("rates.test: no answer")
    app.add_task(fetch(), name="rates")


if __name__ == "__main__":
    app.run(host="127.0.0.1", port=18450, single_process=True, access_log=True)
