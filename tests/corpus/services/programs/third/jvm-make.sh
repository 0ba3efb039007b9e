#!/bin/sh
# Regenerates jvm-*.log. Debian debs unpacked under $J's tree: libquartz2-java libfreemarker-java libjackson2-{core,databind,annotations}-java libokhttp-java libokio-java
# libhikaricp-java libh2-java libtomcat9-java groovy clojure(+spec) ant spring3 (libspring-*-java) liblog4j2-java daemontools; installed: libslf4j-java liblogback-java;
# PyPI: kotlin-jupyter-kernel openapi-generator-cli tabula-py (jars inside).
set -u
J=/srv/blind3-jvm/x/usr/share/java; U=/usr/share/java; A=/srv/blind3-jvm/app; O=$(cd "$(dirname "$0")/../.." && pwd); K=/srv/blind3-jvm/pypi/x/run_kotlin_kernel/jars
LB=$U/slf4j-api.jar:$U/logback-classic.jar:$U/logback-core.jar
cd "$A" || exit 1
lb() { echo "-Dlogback.configurationFile=$A/logback-$1.xml"; }
nice java "$(lb a)" -cp "classes:$LB:$J/quartz2.jar:$J/commons-lang3.jar:$J/c3p0.jar" depot.nightly.QuartzNightly >$O/jvm-quartz-nightly.log 2>&1
nice java "$(lb b)" -cp "classes:$LB:$J/freemarker.jar" depot.mail.MailMerge >$O/jvm-freemarker-mail.log 2>&1
nice java "$(lb a)" -cp "classes:$LB:$J/jackson-core.jar:$J/jackson-databind.jar:$J/jackson-annotations.jar" depot.imports.OrderImport >$O/jvm-jackson-import.log 2>&1
nice java -cp "classes:$J/okhttp.jar:$J/okio.jar" depot.prices.PriceFetch >$O/jvm-okhttp-suppressed.log 2>&1
nice java "$(lb d)" -cp "classes:$LB:$J/HikariCP.jar:$J/h2.jar" depot.db.PoolStart >$O/jvm-hikari-pool.log 2>&1
T=$(ls $J/tomcat9-*.jar | tr '\n' ':')
nice java -Djava.util.logging.config.file=$A/tomcat-logging.properties -cp "classes:$T$J/servlet-api.jar" depot.web.ShopTomcat >$O/jvm-tomcat-servlet.log 2>&1
nice java "$(lb c)" -cp "kt:$LB:$(ls $K/kotlin-stdlib*.jar):$K/kotlin-jupyter-kernel-0.19.0-944-all.jar" depot.stock.StockKt >$O/jvm-kotlin-coroutines.log 2>&1
nice java -cp "$J/clojure.jar:$J/spec.alpha.jar:$J/core.specs.alpha.jar:$(ls $J/../../share/java/clojure*.jar 2>/dev/null | tr '\n' ':')" clojure.main billing.clj >$O/jvm-clojure-exinfo.log 2>&1
nice java -cp "$J/groovy-all.jar:$J/commons-cli.jar:$U/commons-cli.jar" groovy.ui.GroovyMain rota.groovy >$O/jvm-groovy-caught.log 2>&1
nice java -cp classes depot.rmi.RmiDesk >$O/jvm-rmi-desk.log 2>&1
nice java -Xmx24m -XX:+UseSerialGC -Xlog:gc:stdout:time,level,tags -cp classes depot.heap.Heap >$O/jvm-heap-gclog.log 2>&1
rm -rf out; nice java -Dant.home=$J/.. -cp "$J/ant.jar:$J/ant-launcher.jar" org.apache.tools.ant.Main >$O/jvm-ant-prefix.log 2>&1
S=$(ls $J/spring3-*.jar | tr '\n' ':')
nice java "$(lb d)" -cp "classes:$LB:$U/jcl-over-slf4j.jar:$S" depot.kitchen.Kitchen 2>&1 | /srv/blind3-jvm/x/usr/bin/tai64n >$O/jvm-spring-tai64n.log
nice java -Dlog4j2.configurationFile=$A/log4j2.xml -cp "classes:$J/log4j-api.jar:$J/log4j-core.jar:$J/h2.jar" depot.ledger.Ledger >$O/jvm-log4j2-h2.log 2>&1
nice java -jar /srv/blind3-jvm/pypi/x/openapi_generator_cli/openapi-generator.jar generate -i spec.yaml -g python -o out >$O/jvm-openapi-generator.log 2>&1
head -c 3000 /dev/urandom >bad.pdf
nice java -jar /srv/blind3-jvm/pypi/x/tabula/tabula-1.0.5-jar-with-dependencies.jar bad.pdf >$O/jvm-tabula.log 2>&1
