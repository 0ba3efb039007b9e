import json, sys
sys.setrecursionlimit(70)
class Node:
    def __init__(self, up): self.up = up
    def default(self): return json.dumps(self, default=enc)
def enc(o): return o.default()
print("exporting tree")
a = Node(None); a.up = a
print(json.dumps({"tree": a}, default=enc))
