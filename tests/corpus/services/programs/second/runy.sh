. /srv/blind2/lib.sh; . /srv/blind2/jenv.sh; export CP TC J
cd /srv/blind2/sp; S=/srv/blind2/pyspark/pyspark-3.5.1/deps/jars
cap wages-spark-stage env SPARK_LOCAL_HOSTNAME=localhost HADOOP_USER_NAME=payroll java -Duser.name=payroll --add-opens java.base/sun.nio.ch=ALL-UNNAMED --add-opens java.base/java.lang=ALL-UNNAMED --add-opens java.base/java.nio=ALL-UNNAMED --add-opens java.base/java.util=ALL-UNNAMED --add-opens java.base/java.lang.invoke=ALL-UNNAMED -cp "$S/*:." Wages
lst() { for j in groovy-all jackson-databind h2 hsqldb bcprov netty-all tomcat9-catalina postgresql xercesImpl; do unzip -l $J/$j.jar | grep -i -E 'error|exception|fail'; done; }; export -f lst
cap quiet-jar-listing lst
comp() { cd /srv/blind2/jv; java -cp $CP Dispatch 2>&1 | sed -u 's/^/dispatch-1  | /' & (cd /srv/blind2/py; sleep 0.35; py 3.13 bot313.py 2>&1 | sed -u 's/^/bot-1       | /') & (cd /srv/blind2/py; sleep 0.45;  py 3.11 encoder311.py b 2>&1 | sed -u 's/^/encoder-1   | /') & (cd /srv/blind2/py; sleep 0.45;  py 3.11 encoder311.py a 2>&1 | sed -u 's/^/encoder-2   | /') & wait; }; export -f comp
cap fleet-compose-interleaved comp
