"""Monthly report; the template is code."""
import atexit


class Template:
    def __init__(self, text):
        self.code = compile(text, "<template month.tpl>", "exec")


def close(totals):
    print("report: summary of", totals["month"], flush=True)


print("report: 2 templates found, errors: 0", flush=True)
Template("total = 1 + 2")
atexit.register(close, {})
try:
    Template("for item in cart\n    show(item)")
except SyntaxError as e:
    print("report: template skipped: SyntaxError:", e.msg, flush=True)
Template("if total > 3:\n  a = 1\n b = 2")
