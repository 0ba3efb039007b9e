#!/bin/sh
# Debian (unpacked under /srv/blind/jars): libclojure-java libspec-alpha-clojure libcore-specs-alpha-clojure scala groovy kotlin liblogback-java libslf4j-java
# liblog4j2-java libhsqldb-java libjackson2-databind-java libgoogle-gson-java libspring-context-java libnetty-java junit4; PyPI: pyspark 3.5.3
set -eu
O=$(cd "$(dirname "$0")/.." && pwd); A=/srv/blind/app; J=/srv/blind/jars/usr/share/java; C=$A/classes; mkdir -p "$C"; cp $O/programs/jvm/* $A/; cd $A
LB=$J/logback-classic.jar:$J/logback-core.jar:$J/slf4j-api.jar
L4=$J/log4j-api.jar:$J/log4j-core.jar
JK=$J/jackson-databind.jar:$J/jackson-core.jar:$J/jackson-annotations.jar:$J/gson.jar
SP=$J/spring3-core.jar:$J/spring3-beans.jar:$J/spring3-context.jar:$J/spring3-expression.jar:$J/commons-logging.jar
NT=$J/netty-all.jar:$J/netty-buffer.jar:$J/netty-codec.jar:$J/netty-common.jar:$J/netty-handler.jar:$J/netty-resolver.jar:$J/netty-transport.jar
JU=$J/junit4.jar:$J/hamcrest.jar:$J/hamcrest-core.jar
[ -n "${ONLY:-}" ] || nice javac -nowarn -d $C -cp $LB:$L4:$JK:$SP:$NT:$JU ./*.java 2>&1 | grep -v '^Note\|warning\|\^' || true
want() { [ -z "${ONLY:-}" ] || [ "$ONLY" = "$1" ]; }
run() { n=$1; shift; if want "$n"; then nice timeout 90 java -Xshare:auto "$@" > $O/$n.log 2>&1 || true; fi; }
run jvm-shop-logback -cp "$C:$LB:$J/hsqldb.jar" -Dlogback.configurationFile=logback-shop.xml Shop
run jvm-shop-logback-rootfirst -cp "$C:$LB:$J/hsqldb.jar" -Dlogback.configurationFile=logback-shop.xml -Dexfmt=%rEx Shop
run jvm-shop-uncaught -cp "$C:$LB:$J/hsqldb.jar" -Dlogback.configurationFile=logback-shop.xml Shop crash
run jvm-pipeline-log4j2 -cp "$C:$L4" -Dlog4j2.configurationFile=log4j2.xml -Dnoansi=true Pipeline
run jvm-pipeline-log4j2-ansi -cp "$C:$L4" -Dlog4j2.configurationFile=log4j2.xml -Dnoansi=false Pipeline
run jvm-jul-gateway -cp "$C" -Djava.util.logging.SimpleFormatter.format='%1$tF %1$tT.%1$tL %4$s [%3$s] %5$s%6$s%n' Jul
run jvm-jul-default -cp "$C" -Duser.language=en Jul
run jvm-parse-all -cp "$C:$JK" Parse jackson gson xml http time
run jvm-parse-xml -cp "$C:$JK" Parse xml
run jvm-stackoverflow -XX:MaxJavaStackTraceDepth=60 -cp "$C:$JK" Parse deep
run jvm-heap-circular -Xmx24m -cp "$C" Heap
run jvm-segv-unsafe -XX:-CreateCoredumpOnCrash -XX:ErrorFile=/srv/blind/app/hs_err.log --add-modules jdk.unsupported -cp "$C" Segv
run calm-jvm-logback -cp "$C:$LB" -Dlogback.configurationFile=logback-shop.xml Calm
run jvm-spring-refresh -cp "$C:$SP" --add-opens java.base/java.lang=ALL-UNNAMED SpringApp
run jvm-netty-game -cp "$C:$LB:$NT" Netty
run calm-jvm-netty -cp "$C:$LB:$NT" Netty calm
M=/srv/blind/jars/usr/share/java; CJ=$M/clojure-1.11.1.jar:$(ls $M/spec.alpha*.jar $M/core.specs.alpha*.jar $M/core-specs*.jar 2>/dev/null | tr "\n" ":")
run jvm-clojure-divide -cp $CJ clojure.main job.clj
run jvm-clojure-exinfo -cp $CJ clojure.main job.clj ex
run jvm-groovy-script -cp $J/groovy.jar:$J/asm.jar:$J/antlr.jar --add-opens java.base/java.lang=ALL-UNNAMED groovy.ui.GroovyMain build.groovy
run jvm-junit4 -cp "$C:$JU" org.junit.runner.JUnitCore CartTest
if want jvm-kotlinc-noclassdef; then nice java -cp "$(ls /srv/blind/jars/usr/share/java/kotlin*.jar | tr '\n' ':')" -Djava.awt.headless=true org.jetbrains.kotlin.cli.jvm.K2JVMCompiler -no-stdlib -cp $J/kotlin-stdlib.jar -d $C inv.kt > $O/jvm-kotlinc-noclassdef.log 2>&1 || true; fi
if want jvm-scala-future; then nice java -cp $J/scala-compiler.jar:$J/scala-library.jar:$J/scala-reflect.jar scala.tools.nsc.Main -usejavacp -cp $J/scala-library.jar -d $C Stream.scala > sc.out 2>&1 || true; fi
run jvm-scala-future -cp "$C:$J/scala-library.jar" Stream
run jvm-launcher-noclass -cp "$C" com.acme.Missing
for m in udf col; do if want jvm-spark-$m; then env -i PATH=/opt/python3.10/bin:/usr/bin:/bin LANG=C.UTF-8 HOME=$A USER=shop SPARK_LOCAL_HOSTNAME=node-1 SPARK_LOCAL_IP=127.0.0.1 PYTHONHOME=/opt/python3.10 PYTHONPATH=/srv/blind/libspark PYSPARK_PYTHON=/opt/python3.10/bin/python3.10 nice timeout 120 /opt/python3.10/bin/python3.10 spark_job.py $m > $O/jvm-spark-$m.log 2>&1 || true; fi; done
