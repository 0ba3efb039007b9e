. /srv/blind2/lib.sh; . /srv/blind2/jenv.sh; export CP TC J; cd /srv/blind2/py
cap quiet-router-313 py 3.13 quiet313.py
cd ../jv; javac -cp $CP Quiet.java
cap quiet-sensors-logback java -cp $CP Quiet
cap quiet-javac-verbose javac -verbose -proc:none -cp $CP -d /srv/blind2/jv/p Dispatch.java Orders.java
cap quiet-gc-log java -Xmx16m -Xlog:gc*,class+load:stdout:time,level,tags -cp . Mixed so2
lst() { unzip -l $J/groovy-all.jar | grep -i -E 'error|exception|fail' | head -300; }; export -f lst
cap quiet-jar-listing lst
imp() { (py 3.12 -v -c 'import urllib.error, asyncio, concurrent.futures; print("0 errors")') 2>&1 | head -400; }; export -f imp
cap quiet-python-imports imp
ut() { (py 3.11 -m unittest -v test.test_exception_hierarchy test.test_baseexception test.test_errno test.test_bool test.test_dict test.test_set) 2>&1 | ts '%H:%M:%S'; }; export -f ut
cap quiet-unittests-ts ut
cp /srv/blind2/rs/build.log /srv/out/quiet-cargo-build.log; wc -l /srv/out/quiet-cargo-build.log
