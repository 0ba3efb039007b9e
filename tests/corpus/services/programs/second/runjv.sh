. /srv/blind2/lib.sh; . /srv/blind2/jenv.sh; cd /srv/blind2/jv
export CP TC J
FMT="-Djava.util.logging.SimpleFormatter.format=%1\$tY%1\$tm%1\$td-%1\$tH%1\$tM%1\$tS|%4\$s|%3\$s|%5\$s%6\$s%n"
cap ledger-hsqldb-jul java "$FMT" -cp $CP Ledger
cap funds-derby-executor java -Dderby.stream.error.file=/dev/null -cp $CP BackOffice
cap cart-jetty-warn java -cp $CP Shop
cap seats-tomcat-severe java -cp $TC Tom
cap seats-tomcat-filter java -cp $TC Tom f
cap dispatch-logback-rootfirst java -cp $CP Dispatch
cap crane-log4j2-packaging java -Dlog4j2.configurationFile=log4j2.xml -cp $CP Crane
cap orders-jackson-chain java -cp $CP Orders
cap letters-freemarker java -cp $CP Letters
cap meter-buffer-underflow java -cp . Mixed buffer
cap sitemap-sax-fatal java -cp . Mixed xml
cap printer-jndi-ldap java -cp . Mixed jndi
cap clock-rmi-nested java -cp . Mixed rmi
cap codec-serviceloader java -cp . Mixed service
cap scores-forkjoin-npe java -cp . Mixed npe
oomts() { java -Xmx24m -XX:+ExitOnOutOfMemoryError -cp . Mixed oom 2>&1 | ts '[%b %d %H:%M:%.S]'; }; export -f oomts
cap tiles-oom-terminating-ts oomts
cap tiles-oom-main java -Xmx24m -cp . Mixed oom
cap solver-stackoverflow java -Xss256k -XX:MaxJavaStackTraceDepth=24 -cp . Mixed so
cap driver-jvm-sigsegv java -XX:-CreateCoredumpOnCrash -XX:ErrorFile=/srv/blind2/jv/hs.txt -cp . Mixed segv
cap rates-initializer java -cp . Mixed init
thr() { java -cp . Mixed threads 2>&1 | sed -u 's/^/gate-2 stderr: /'; }; export -f thr
cap gate-threads-sed thr
cap gate-threads-jdk25 /opt/jdk-11/bin/java -cp . Mixed threads
cap board-groovy-assert java -cp $J/groovy-all.jar groovy.ui.GroovyMain game.groovy
cap board-groovy-missing java -cp $J/groovy-all.jar groovy.ui.GroovyMain game.groovy u
cap foxes-clojure-exinfo java -cp /srv/blind2/deb/usr/share/java/clojure.jar:$J/spec.alpha.jar:$J/core.specs.alpha.jar clojure.main sim.clj
cap rules-rhino java -cp $J/js.jar org.mozilla.javascript.tools.shell.Main rules.js
cap mapper-annotation-processor javac -proc:only -processor Proc -processorpath . -d /srv/blind2/jv/p p/Pet.java
jars() { for j in nojar.jar; do java -jar $j; done; java -cp . Nope; echo "launcher tried 2 starts, 0 errors counted"; java --add-modules no.such -cp . Mixed buffer; }; export -f jars
cap launcher-errors jars
