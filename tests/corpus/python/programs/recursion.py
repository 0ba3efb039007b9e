import sys


def down(tree):
    return down(tree["left"])


def even(n):
    return odd(n - 1)


def odd(n):
    return even(n - 1)


class Node(object):
    def __repr__(self):
        return "<%r>" % self


def simple():
    tree = {}
    tree["left"] = tree
    down(tree)


def mutual():
    sys.setrecursionlimit(40)
    even(2)


def reprs():
    sys.setrecursionlimit(60)
    str(Node())


def deep():
    def countdown(n):
        if n == 0:
            raise ValueError("bottom reached")
        countdown(n - 1)
    countdown(20)


if __name__ == "__main__":
    globals()[sys.argv[1]]()
