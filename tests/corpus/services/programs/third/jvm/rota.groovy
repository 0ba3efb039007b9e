println "rota 3.1 starting"
println "reading shifts.csv ... 14 rows"
def shifts = [[who: 'anna', from: 8], [who: 'ben', from: 22]]
class Rota { def plan(List s) { s.collect { it.from + it.hours.plus(1) } } }
println "planning"
println new Rota().plan(shifts)
