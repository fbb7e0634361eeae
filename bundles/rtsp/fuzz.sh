#!/usr/bin/env bash
# Fuzzes the parsers of this bundle with Jazzer (Apache-2.0, from Maven Central), one target after the other.
#
#   bundles/rtsp/fuzz.sh [-r RUNS | -t SECONDS] [TARGET ...]        all targets, 1,000,000 runs each, unless told otherwise
#
# Finds of this run lie in target/fuzz/TARGET; the script fails when there are any. A heap that grows beyond 256 MB or an
# input that takes longer than a second on an idle machine is one. Keep what was found in src/test/resources/fuzz/TARGET.
set -euo pipefail
cd "$(dirname "$0")"

limit=(-runs=1000000)
while getopts r:t: option; do
  case $option in
    r) limit=(-runs="$OPTARG") ;;
    t) limit=(-max_total_time="$OPTARG") ;;
    *) sed -n '2,8p' "$0"; exit 2 ;;
  esac
done
shift $((OPTIND - 1))
targets=("$@")
(( ${#targets[@]} )) || mapfile -t targets < <(cd src/test/resources/fuzz && ls)

jazzer=0.30.0
repository=${MAVEN_REPOSITORY:-$HOME/.m2/repository}
jars=$repository/com/code-intelligence
for part in jazzer jazzer-api; do
  [[ -f $jars/$part/$jazzer/$part-$jazzer.jar ]] ||
    mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:get -Dartifact="com.code-intelligence:$part:$jazzer"
done
[[ -d target/test-classes/id/pantau/rtsp/fuzz ]] ||
  (cd ../.. && mvn -q -B -pl bundles/rtsp -am test-compile -Dspotless.check.skip)
slf4j=$(find "$repository/org/slf4j/slf4j-api" -name 'slf4j-api-1*.jar' | head -n 1)
classpath=target/classes:target/test-classes:$slf4j:$jars/jazzer/$jazzer/jazzer-$jazzer.jar:$jars/jazzer-api/$jazzer/jazzer-api-$jazzer.jar

run() { # TARGET-CLASS ARGUMENT...
  nice java -Xmx256m -XX:-OmitStackTraceInFastThrow -cp "$classpath" com.code_intelligence.jazzer.Jazzer \
    --target_class="$1" --instrumentation_includes='id.pantau.**' --disabled_hooks='.*' -rss_limit_mb=0 "${@:2}"
}

# what was slow only because the machine was busy is not when it runs once more
forget_fast() { # TARGET-CLASS FOLDER
  local unit
  for unit in "$2"/slow-unit-*; do
    [[ -e $unit ]] || continue
    run "$1" -timeout=1 "$unit" > "$2/../slow.log" 2>&1 &&
      (( $(sed -n 's/^Executed .* in \([0-9]*\) ms.*/\1/p' "$2/../slow.log" | tail -n 1) < 1000 )) && rm "$unit"
  done
  return 0
}

failed=0
for target in "${targets[@]}"; do
  class=id.pantau.rtsp.fuzz.$target
  [[ $target == RequestFuzz ]] && class=id.pantau.rtsp.server.$target
  work=target/fuzz/$target
  mkdir -p "$work/corpus" "$work/finds"
  rm -f "$work"/finds/*
  status=0
  run "$class" --reproducer_path="$work/finds" -artifact_prefix="$work/finds/" -timeout=5 -report_slow_units=1 \
    -max_len=4096 -print_final_stats=1 "${limit[@]}" "$work/corpus" "src/test/resources/fuzz/$target" \
    > "$work/log" 2>&1 || status=$?
  forget_fast "$class" "$work/finds"
  if (( status == 0 )) && [[ -z $(ls -A "$work/finds") ]]; then
    echo "$target: $(sed -n 's/stat::number_of_executed_units: */runs /p; s/stat::average_exec_per_sec: */per second /p' "$work/log" | paste -sd' ')"
  else
    echo "$target: FOUND, see $work/log and $work/finds"
    failed=1
  fi
done
exit $failed
