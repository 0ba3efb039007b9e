#!/bin/sh
# Debian library packages unpacked under X and U; needs ts (moreutils), logger (bsdutils)
set -eu
X=/srv/blind3-jvm/x/usr/share/java; U=/usr/share/java; P=$(cd "$(dirname "$0")" && pwd); O=$(cd "$(dirname "$0")/../.." && pwd)
mkdir -p /srv/blind4-jvm/shop; cd /srv/blind4-jvm/shop
c(){ n=$1; cp=$2; mkdir -p $n; nice javac -nowarn -cp "$cp" -d $n $P/$n.java >$n.javac 2>&1 || { cat $n.javac; return 0; }; }
j(){ n=$1; cp=$2; shift 2; timeout 20 nice java -cp "$n:$cp" "$@" 2>&1 || true; }
SL=$U/slf4j-api.jar
CP=$X/hsqldb.jar:$X/log4j-api.jar:$X/log4j-core.jar; c jvm-hsqldb-ledger $CP; j jvm-hsqldb-ledger $CP -Dlog4j2.configurationFile=$P/jvm-log4j2.xml -Dhsqldb.reconfig_logging=false Ledger >$O/jvm-hsqldb-ledger.log
CP=$X/okhttp.jar:$X/okio.jar; c jvm-okhttp-poller $CP; for r in eu us; do j jvm-okhttp-poller $CP Poller $r 2>&1; done | logger --socket-errors=off --no-act -s -t poller 2>&1 | sed -n p >$O/jvm-okhttp-poller.log
c jvm-jul-warehouse .; j jvm-jul-warehouse . '-Djava.util.logging.SimpleFormatter.format=[%1$tF %1$tT] [%4$-7s] %3$s: %5$s%6$s%n' Warehouse >$O/jvm-jul-warehouse.log
CP=$X/mina2-core.jar:$SL:$U/slf4j-simple.jar; c jvm-simple-mina $CP; j jvm-simple-mina $CP Gate >$O/jvm-simple-mina.log
mkdir -p empty; { java -cp empty shop.cart.Main; java -jar missing-cart.jar; } >$O/jvm-launcher-missing.log 2>&1 || true
LB=$SL:$U/logback-classic.jar:$U/logback-core.jar
CP=$X/freemarker.jar:$LB; c jvm-freemarker-mailer $CP; j jvm-freemarker-mailer $CP -Dorg.freemarker.loggerLibrary=SLF4J Mailer >$O/jvm-freemarker-mailer.log
CP=$X/jackson-databind.jar:$X/jackson-core.jar:$X/jackson-annotations.jar; c jvm-jackson-import $CP; j jvm-jackson-import $CP Importer >$O/jvm-jackson-import.log
CP=$X/HikariCP.jar:$X/h2.jar:$LB; c jvm-hikari-rootfirst $CP; j jvm-hikari-rootfirst $CP -Dlogback.configurationFile=$P/jvm-logback-root.xml Pool >$O/jvm-hikari-rootfirst.log
CP=$X/quartz2.jar:$SL:$U/slf4j-simple.jar:$X/HikariCP.jar; c jvm-quartz-nightly $CP; j jvm-quartz-nightly $CP -Dorg.slf4j.simpleLogger.showDateTime=true "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd HH:mm:ss,SSS" Nightly >$O/jvm-quartz-nightly.log
CP=$(ls $X/tomcat9-*.jar $X/servlet-api.jar | tr '\n' ':'); c jvm-tomcat-orders $CP; j jvm-tomcat-orders $CP Orders >$O/jvm-tomcat-orders.log
CP=$(ls $X/spring3-*.jar $X/commons-logging.jar| tr '\n' ':'); c jvm-spring-context $CP; j jvm-spring-context $CP Ctx >$O/jvm-spring-context.log
CP=$X/groovy-all.jar; c jvm-groovy-rules $CP; j jvm-groovy-rules $CP Rules 2>&1 | ts '%b %d %H:%M:%S' >$O/jvm-groovy-rules.log
CP=$X/scala-library.jar; c jvm-scala-deep $CP; j jvm-scala-deep $CP -ea -XX:MaxJavaStackTraceDepth=12 Deep >$O/jvm-scala-deep.log
CP=$U/guava.jar:$LB; c jvm-guava-signup $CP; j jvm-guava-signup $CP Signup >$O/jvm-guava-signup.log
