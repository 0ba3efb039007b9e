#!/bin/bash
export RUST_BACKTRACE=1
cd "$(dirname "$0")" || exit 1
./bin/indexer
echo "run-indexer.sh: indexer ended with status $?"
