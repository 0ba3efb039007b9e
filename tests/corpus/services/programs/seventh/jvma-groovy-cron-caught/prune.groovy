println "prune: looking for stale archives"
def n = 0
10.times { n += it; println "prune: pass $it, candidates $n" }
println "prune: removed ${removd} archives"
