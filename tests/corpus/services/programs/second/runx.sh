. /srv/blind2/lib.sh; . /srv/blind2/jenv.sh; export CP TC J; cd /srv/blind2/py
cap perceptron-overflow-36 py 3.6 train36.py
logx() { (py 3.6 train36.py) 2>&1 | logger -s -n 127.0.0.1 -d -P 15514 --rfc5424=nohost,notq -t trainer; }; export -f logx
cap perceptron-logger-36 logx
cd ../jv
cap gate-threads-jdk25 /opt/jdk-25/bin/java -cp . Mixed threads
cap foxes-clojure-exinfo java -cp $J/clojure-1.11.jar:$J/spec.alpha.jar:$J/core.specs.alpha.jar clojure.main sim.clj
lst() { for j in groovy-all jackson-databind h2 hsqldb; do unzip -l $J/$j.jar | grep -i -E 'error|exception|fail'; done; }; export -f lst
S=$(ls -d /srv/blind2/pyspark/pyspark-3.5.1/deps/jars); cd ../sp; javac -cp "$S/*" Wages.java 2>&1 | grep error
cap wages-spark-stage env SPARK_LOCAL_HOSTNAME=localhost java -Duser.name=payroll --add-opens java.base/sun.nio.ch=ALL-UNNAMED --add-opens java.base/java.lang=ALL-UNNAMED --add-opens java.base/java.nio=ALL-UNNAMED --add-opens java.base/java.util=ALL-UNNAMED --add-opens java.base/java.lang.invoke=ALL-UNNAMED -cp "$S/*:." Wages
rm -f $B/toylang-div.log $B/prices-httpx-312.log
