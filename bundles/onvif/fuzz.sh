#!/usr/bin/env bash
# Fuzzes the parsers of this bundle with Jazzer (Apache-2.0, from Maven Central), as bundles/rtsp/fuzz.sh does.
#
#   bundles/onvif/fuzz.sh [-r RUNS | -t SECONDS] [-s SEED] [TARGET ...]
#
# All targets, one after the other, 1,000,000 runs each, unless told otherwise. Finds lie in target/fuzz/TARGET/finds; the
# script fails when there are any. Keep what was found in src/test/resources/fuzz/TARGET.
set -euo pipefail
cd "$(dirname "$0")"

limit=(-runs=1000000) seed=()
while getopts r:t:s: option; do
  case $option in
    r) limit=(-runs="$OPTARG") ;;
    t) limit=(-max_total_time="$OPTARG") ;;
    s) seed=(-seed="$OPTARG") ;;
    *) sed -n '2,7p' fuzz.sh; exit 2 ;;
  esac
done
shift $((OPTIND - 1))
targets=("$@")
(( ${#targets[@]} )) || mapfile -t targets < <(basename -a src/test/resources/fuzz/*)

jazzer=0.30.0
jars=${MAVEN_REPOSITORY:-$HOME/.m2/repository}/com/code-intelligence
for part in jazzer jazzer-api; do
  [[ -f $jars/$part/$jazzer/$part-$jazzer.jar ]] ||
    mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:get -Dartifact="com.code-intelligence:$part:$jazzer"
done
[[ -f target/test-classes/id/pantau/onvif/SoapFuzz.class ]] ||
  (cd ../.. && mvn -q -B -pl bundles/onvif -am test-compile -Dspotless.check.skip)

failed=0
for target in "${targets[@]}"; do
  case $target in
    DiscoveryFuzz) class=id.pantau.onvif.discovery.$target ;;
    HttpFuzz) class=id.pantau.onvif.http.$target ;;
    *) class=id.pantau.onvif.$target ;;
  esac
  work=target/fuzz/$target
  mkdir -p "$work/corpus" "$work/finds"
  rm -f "$work"/finds/*
  status=0
  nice "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx256m -XX:-OmitStackTraceInFastThrow \
    -cp "target/classes:target/test-classes:$jars/jazzer/$jazzer/jazzer-$jazzer.jar:$jars/jazzer-api/$jazzer/jazzer-api-$jazzer.jar" \
    com.code_intelligence.jazzer.Jazzer --target_class="$class" --instrumentation_includes='id.pantau.**' --disabled_hooks='.*' \
    -rss_limit_mb=0 --reproducer_path="$work/finds" -artifact_prefix="$work/finds/" -timeout=5 -max_len=8192 -print_final_stats=1 \
    "${limit[@]}" "${seed[@]}" "$work/corpus" "src/test/resources/fuzz/$target" > "$work/log" 2>&1 || status=$?
  if (( status == 0 )) && [[ -z $(ls -A "$work/finds") ]]; then
    echo "$target: $(sed -n 's/stat::number_of_executed_units: */runs /p; s/stat::average_exec_per_sec: */per second /p' "$work/log" | paste -sd' ')"
  else
    echo "$target: FOUND, see $work/log and $work/finds"
    failed=1
  fi
done
exit $failed
