"""typer command with rich's boxed tracebacks; Python 3.12"""
import typer
app = typer.Typer(pretty_exceptions_show_locals=False)
def parse(amount: str) -> int:
    return int(amount.replace(".", ""))
@app.command()
def transfer(amount: str, to: str):
    typer.echo(f"transfer of {amount} to {to}: checking, 0 errors")
    typer.echo(f"booked {parse(amount)}")
app()
