println "notify: sending report to 3 hosts"
['a','b'].each { println "notify: host $it ok" }
def h = [name: 'c', port: null]
assert h.port in 1..65535 : "host $h.name has no port"
