// backup rotation script, as started from cron: groovy rotate.groovy DIR
class Policy { int keep; Policy(int k) { if (k < 1) throw new IllegalArgumentException("keep must be positive:\n  keep=$k\n  see rotate.conf line 3".toString()); keep = k } }
def readPolicy(conf) { try { new Policy(conf.keep as int) } catch (e) { throw new RuntimeException("policy 'weekly' is not valid", e) } }
println "rotate: ${args[0]}: 14 archives found, 0 errors"
(1..8).each { println "rotate: keeping backup-2026-11-${String.format('%02d', it)}.tar.zst (sha256 ok)" }
try { new File('/srv/backup/none.lst').text } catch (FileNotFoundException e) { println "rotate: no exclude list, ignored: $e.message" }
(9..14).each { println "rotate: keeping backup-2026-11-${String.format('%02d', it)}.tar.zst (sha256 ok)" }
println "rotate: Exceptions: none. errors=0 java.lang.OutOfMemoryError seen by the last run: no"
readPolicy(keep: '0')
