import typer
app = typer.Typer()
@app.command()
def ship(order: int):
    print(f"shipping {order}")
    parcels = {1: "A"}
    print(parcels[order])
app()
