class Release { String name; def sign() { key.trim() } }
println "2 artifacts, 0 failures"
def r = new Release(name: 'svc')
['a', 'b'].each { println "signing $it"; r.sign() }
