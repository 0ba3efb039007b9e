import logging, typer
from rich.logging import RichHandler
logging.basicConfig(level="INFO", format="%(message)s", handlers=[RichHandler(show_path=False, markup=False)])
log = logging.getLogger("report")
app = typer.Typer(pretty_exceptions_show_locals=False)
def load(day):
    log.info("loading %s: 0 errors", day)
    try:
        return {"mon": 3}[day]
    except KeyError as e:
        raise LookupError(f"no figures for {day!r}") from e
@app.command()
def main(days: list[str]):
    for d in days:
        log.info("%s: %d rows", d, load(d))
if __name__ == "__main__":
    app()
