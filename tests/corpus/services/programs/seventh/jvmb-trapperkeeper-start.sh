#!/bin/sh
# Debian: libtrapperkeeper-clojure libtools-logging-clojure libcore-async-clojure liblogback-java
cd /srv/blind7-jvmb/p/tk || exit
J=/usr/share/java; CP=src
for j in clojure spec.alpha core.specs.alpha trapperkeeper kitchensink tools.logging core.async tools.analyzer tools.analyzer.jvm tools.reader core.memoize core.cache data.priority-map asm-all slf4j-api logback-classic logback-core logback-access jcl-over-slf4j jul-to-slf4j typesafe-config clj-typesafe-config puppetlabs-i18n tools.cli tools.macro plumbing schema raynes-fs fs beckon clj-time joda-time slingshot clj-yaml snakeyaml ini4j java.classpath dynapath cpath-clj digest clj-digest commons-compress commons-io commons-codec jackson-core nrepl janino commons-compiler xz gettext libintl; do [ -e $J/$j.jar ] && CP=$CP:$J/$j.jar; done
exec java -XX:-OmitStackTraceInFastThrow -cp $CP clojure.main -m puppetlabs.trapperkeeper.main --config conf --bootstrap-config bootstrap.cfg
