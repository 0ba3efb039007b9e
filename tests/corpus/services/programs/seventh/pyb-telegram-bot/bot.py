"""Price bot for a chat network (python-telegram-bot), logging set up as in its own examples."""
import logging
import os
import signal

from telegram.ext import Application, CommandHandler

logging.basicConfig(format="%(asctime)s - %(name)s - %(levelname)s - %(message)s", level=logging.INFO)
logging.getLogger("apscheduler").setLevel(logging.INFO)
log = logging.getLogger("pricebot")


class QuoteError(Exception):
    """No quote for a symbol."""

    def __init__(self, sym, *hints):
        super().__init__(sym)
        self.sym = sym
        for h in hints:
            self.add_note(h)

    def __str__(self):
        return f"no quote: {self.sym}"


async def start(update, ctx):
    log.info("chat %s started, error_rate=0", update.effective_chat.id)
    await update.message.reply_text("hello")


async def price(update, ctx):
    sym = ctx.args[0]
    if sym != "gold":
        raise QuoteError(sym, "hint: only metals", "traded since: 1999")
    log.info("price of %s asked; Error: none", sym)
    await update.message.reply_text("12")


async def alert(update, ctx):
    try:
        limit = float(ctx.args[0])
    except ValueError:
        log.warning("bad limit, falling back to default", exc_info=True)
        limit = 10.0
    ctx.job_queue and ctx.job_queue.run_once(lambda c: None, 1)
    log.info("alert at %s", limit)


async def broken(update, ctx):
    async def later():
        raise ConnectionResetError(104, "Connection reset by peer")
    ctx.application.create_task(later(), update=update, name="later")


async def on_error(update, ctx):
    log.error("Exception while handling update %s:", update.update_id, exc_info=ctx.error)
    if isinstance(ctx.error, IndexError):
        ctx.bot_data["stats"]["index"] += 1


async def tick(ctx=None):
    log.info("tick")


def main():
    app = (Application.builder().token("110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw")
           .base_url("http://127.0.0.1:18863/bot").build())
    for n, f in (("start", start), ("price", price), ("alert", alert), ("broken", broken)):
        app.add_handler(CommandHandler(n, f))
    app.add_error_handler(on_error)
    app.run_polling(stop_signals=(signal.SIGTERM,), poll_interval=0)


if __name__ == "__main__":
    main()
