#!/bin/sh
# Brings Temporal's two schemas up to date; safe to run at every start.
set -eu

schema() {
  tool="temporal-sql-tool --plugin postgres12 --ep postgres --port 5432 --user temporal --db $1"
  # an update finds nothing to go from in an empty database; a set-up of a filled one would forget its version
  $tool update-schema --schema-name "$2" && return
  $tool setup-schema --version 0.0
  $tool update-schema --schema-name "$2"
}

schema temporal postgresql/v12/temporal
schema temporal_visibility postgresql/v12/visibility
