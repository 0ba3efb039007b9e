. /srv/blind2/lib.sh; mkdir -p /srv/blind2/rt; cd /srv/blind2/rt; R=/srv/blind2/rs/target/debug; export R
cap lobby-axum-panics $R/lobby full
compactx() { RUST_BACKTRACE=1 $R/lobby compact 2>&1 | ts -s '%.T'; }; export -f compactx
cap lobby-tracing-pretty $R/lobby pretty
cap lobby-tracing-compact-colour $R/lobby compact
cap genes-anyhow-rusqlite $R/genes db
cap genes-csv-panic $R/genes csvmain
cap genes-csv-error $R/genes csv
cap genes-eyre-yaml $R/genes cfg
cap genes-color-eyre $R/genes color
cap genes-toml-unwrap $R/genes toml
cap genes-miette $R/genes fasta
cap genes-error-stack $R/genes stack
cap parcel-main-debug $R/parcel
cap crawl-anyhow-main $R/anymain
bt() { RAYON_NUM_THREADS=1 RUST_BACKTRACE=1 $R/image_tool log4rs; }; export -f bt
cap posters-log4rs-rayon-bt bt
cap posters-simplelog-crossbeam $R/image_tool simple
fernt() { $R/image_tool fern 2>&1 | sed -u 's/^/posters-1  | /'; }; export -f fernt
cap posters-fern-colour-sed fernt
cap posters-flexi-detailed $R/image_tool flexi
cap turbine-slog-abort $R/turbine
cap toylang-stack-overflow $R/toylang deep
cap toylang-alloc $R/toylang alloc
cap toylang-div $R/toylang div
slice() { RUST_BACKTRACE=full $R/toylang slice 2>&1 | ts '%b %d %T host7 toylang[77]:'; }; export -f slice
cap toylang-slice-bt-syslog slice
cap toylang-json-unwrap $R/toylang nest
cap toylang-sort-panic $R/toylang sort
crlf() { RUST_BACKTRACE=1 script -qec "$R/toylang div" /dev/null </dev/null; }; export -f crlf
cap toylang-div-crlf-bt crlf
ctest() { cd /srv/blind2/rs; CARGO_HOME=/srv/blind2/cargo nice cargo test --bin toylang -- --test-threads=1; }; export -f ctest
cap toylang-cargo-test ctest
fleet() { (nice $R/lobby full; :) & (sleep 0.03; $R/turbine; $R/parcel) ; wait; }; export -f fleet
cap two-services-one-file fleet
