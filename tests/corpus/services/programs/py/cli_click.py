import click, functools
def timed(f):
    @functools.wraps(f)
    def wrapper(*a, **k):
        return f(*a, **k)
    return wrapper
@click.group()
def cli(): pass
@cli.command()
@click.option("--ratio", type=float)
@timed
def scale(ratio):
    """scale"""
    click.echo("scaling by 1/%s" % ratio)
    with open("/srv/blind/app/none/%d.png" % (1 / ratio)) as f:
        f.read()
if __name__ == "__main__":
    cli()
