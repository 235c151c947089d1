#!/bin/sh
# SPDX-FileCopyrightText: The Tanliu authors
# SPDX-License-Identifier: Apache-2.0
#
# "tanliu verify": fetches the optional tools of the tests, says which it could not get, then builds
# everything and runs all tests. Arguments go to Maven. TANLIU_OFFLINE=1 fetches no optional tool.
# A failed test does not keep the tests of other modules from running: one run shows all that fails.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
root=$(CDPATH='' cd -- "$here/../.." && pwd)

say() {
  echo "tanliu verify: $*"
}

within() { # seconds, command: bounded where the machine can
  seconds=$1
  shift
  if command -v timeout >/dev/null 2>&1; then
    timeout "$seconds" "$@"
  else
    "$@"
  fi
}

may_fetch() {
  [ "${TANLIU_OFFLINE:-0}" != 1 ]
}

node_clients() { # kafkajs and its registry client, for the test with foreign clients
  if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
    say "skipping the tests with kafkajs and of the web page: Node is not installed"
    return 0
  fi
  installed="$here/node/node_modules/.package-lock.json"
  if [ -f "$installed" ] && [ -z "$(find "$here/node/package-lock.json" -newer "$installed")" ]; then
    return 0
  fi
  may_fetch && (cd "$here/node" &&
    within 180 npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) && return 0
  say "skipping the test with kafkajs: npm could not fetch the packages"
}

browser() { # the test of the web page
  for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null 2>&1 && return 0
  done
  if may_fetch && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    say "installing Chromium for the test of the web page"
    within 300 sh -c 'apt-get update -qq &&
      DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends chromium' \
      >/dev/null 2>&1 && return 0
  fi
  say "skipping the test of the web page: Chromium is not installed"
}

mqtt_broker() { # the tests of the MQTT door
  [ -x /usr/sbin/mosquitto ] || command -v mosquitto >/dev/null 2>&1 && return 0
  if may_fetch && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    say "installing mosquitto for the tests of the MQTT door"
    # Debian would start it as a service; the tests start their own.
    within 300 sh -c 'apt-get update -qq &&
      RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends mosquitto' \
      >/dev/null 2>&1 && return 0
  fi
  say "skipping the tests of the MQTT door: mosquitto is not installed"
}

kcat() { # the example consumers
  command -v kcat >/dev/null 2>&1 && return 0
  if may_fetch && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    say "installing kcat for the test of the example consumers"
    within 300 sh -c 'apt-get update -qq &&
      DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends kcat' \
      >/dev/null 2>&1 && return 0
  fi
  say "skipping the test of the example with kcat: it is not installed"
}

skipped() { # tests that did not run, with their reasons, from the reports
  find "$root"/modules/*/target/surefire-reports "$root"/modules/*/target/failsafe-reports \
    -name 'TEST-*.xml' -exec awk '
      /<testcase / { class = $0; sub(/.*classname="/, "", class); sub(/".*/, "", class)
                     sub(/.*\./, "", class) }
      /<skipped/ { reason = $0
                   if (!sub(/.*message="/, "", reason)) sub(/.*CDATA\[[^:]*: /, "", reason)
                   sub(/".*/, "", reason); sub(/\]\]>.*/, "", reason)
                   print class ": " reason }' {} + 2>/dev/null |
    sort | uniq -c | sed 's/^ *\([0-9]*\) /skipped \1 of /'
}

node_clients
browser
mqtt_broker
kcat
cd "$root"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# Maven is told to go on, so it must not be the judge: every error that it names fails the run.
{ ./mvnw --batch-mode --fail-at-end -Dmaven.test.failure.ignore=true verify "$@" 2>&1 || echo "[ERROR] Maven ended with $?"; } | tee "$log"
skipped
if grep -q '^\[ERROR\]' "$log"; then
  exit 1
fi
# What has not built to its end has not passed either.
grep -q '^\[INFO\] BUILD SUCCESS$' "$log"
