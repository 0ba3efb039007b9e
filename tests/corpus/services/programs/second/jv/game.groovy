class Board { def cells = (0..8).collect { '.' }
  def move(int i, p) { assert cells[i] == '.' : "cell $i taken"; cells[i] = p; println "move $p $i ok (errors: 0)" } }
def b = new Board()
b.move(4, 'x'); b.move(0, 'o'); b.move(8, 'x')
if (args) b.undo() else b.move(4, 'o')
