# Sourced by ./run and ./test. Finds out whether the package feed has LLamaSharp, Discord.Net and Semantic Kernel in the pinned versions,
# and writes the answer to obj/feed.props, which Directory.Build.props imports. Looks once, and again when the pins change, when
# --ecosystem asks, or some days after a feed lacked something; the other times it reads two small files. Needs $root.

feed_seconds=${PAPERBOT_FEED_SECONDS:-60}  # For the feed to answer and send a few MB.
natives_seconds=1800                       # For LLamaSharp's libraries: tens of MB, with CUDA hundreds.
lacking_days=7 silent_days=1               # Until a feed is asked again that lacked something, or did not answer.

# decide_packages CHOICE CUDA: "builtin", "ecosystem" or "" for what was chosen before; "yes" or "" for the CUDA packages.
# Fails, after a sentence, when --ecosystem cannot be had; without it a feed that lacks something is no failure.
decide_packages() {
  local asked=$1 cuda=$2 name value
  local was_key='' was_until=0 was_choice='' was_cuda=''
  if [[ -f $root/obj/feed.state ]]; then
    while IFS='=' read -r name value; do
      case $name in
        key) was_key=$value ;; until) was_until=$value ;; choice) was_choice=$value ;; cuda) was_cuda=$value ;;
      esac
    done <"$root/obj/feed.state"
  fi
  [[ $was_until =~ ^[0-9]{1,12}$ ]] || was_until=1  # A damaged file: look again.

  local choice=$was_choice
  case $asked in builtin) choice=builtin ;; ecosystem) choice='' ;; esac
  [[ -n $cuda ]] || cuda=$was_cuda
  local with_cuda=false
  if [[ -n $cuda ]] || sees_nvidia; then with_cuda=true; fi
  local key
  key="$(cat "$root/Directory.Packages.props" "$root/src/PaperBot/deploy/probe/FeedProbe.csproj" | cksum) $with_cuda $choice"
  if [[ $asked != ecosystem && $key == "$was_key" && -f $root/obj/feed.props ]] && (( was_until == 0 || $(date +%s) < was_until )); then
    return 0
  fi

  # Where nothing can be written, or built, nothing depends on the feed.
  if ! mkdir -p "$root/obj/probe" 2>/dev/null || [[ ! -w $root/obj ]]; then
    stays_as_built "$asked" "$root/obj cannot be written"
    return
  elif ! dotnet --list-sdks 2>/dev/null | grep -q '^10\.'; then
    stays_as_built "$asked" "'dotnet' here has no SDK 10 to build with"
    return
  fi

  local ecosystem=false outcome days=0
  if [[ $choice == builtin ]]; then
    outcome="--builtin asked for the built-in halves; --ecosystem asks for LLamaSharp, Discord.Net and Semantic Kernel again."
  else
    probe_feed
  fi

  remember || true
  echo "Packages: $outcome" >&2
  if [[ $asked == ecosystem && $ecosystem == false ]]; then
    echo "Without --ecosystem the built-in halves run." >&2
    return 1
  fi
}

# stays_as_built ASKED WHY: fails, after a sentence, when something else was asked for than was built.
stays_as_built() {
  local wanted=false
  [[ $1 == ecosystem ]] && wanted=true
  if [[ -n $1 ]] && ! grep -q ">$wanted</EcosystemPackages>" "$root/obj/feed.props" 2>/dev/null; then
    echo "--$1 needs another build, and $2. Without it what was built before runs." >&2
    return 1
  fi
}

sees_nvidia() {
  [[ -e /proc/driver/nvidia/version || -e /dev/nvidia0 || -e /usr/lib/wsl/lib/libcuda.so.1 ]] || command -v nvidia-smi >/dev/null 2>&1
}

# Sets ecosystem, with_cuda, outcome and days of the caller.
probe_feed() {
  local why status=0
  restore_probe "$feed_seconds" false false || status=$?
  if (( status == 0 )); then
    if [[ -t 2 ]]; then echo "Fetching LLamaSharp's native libraries, which takes a while the first time." >&2; fi
    restore_probe "$natives_seconds" true "$with_cuda" || status=$?
    if (( status == 0 )); then
      ecosystem=true
      outcome="LLamaSharp, Discord.Net and Semantic Kernel come from the package feed"
      if [[ $with_cuda == true ]]; then outcome+=", CUDA 12 with them."; else outcome+="."; fi
      return
    fi
  fi

  why_not "$status"
  if [[ $with_cuda == true ]] && grep -q Cuda12 "$root/obj/probe/restore.log" && restore_probe "$natives_seconds" true false; then
    ecosystem=true with_cuda=false
    outcome="LLamaSharp, Discord.Net and Semantic Kernel come from the package feed, without CUDA. ${why}."
  else
    outcome="$why, so the built-in halves run."
  fi
}

# restore_probe SECONDS NATIVES CUDA
restore_probe() {
  DOTNET_CLI_UI_LANGUAGE=en NUGET_ENHANCED_MAX_NETWORK_TRY_COUNT=1 within "$1" dotnet restore \
    "$root/src/PaperBot/deploy/probe/FeedProbe.csproj" -p:EcosystemPackages=true -p:ProbeNatives="$2" -p:CudaPackages="$3" \
    -v quiet --nologo >"$root/obj/probe/restore.log" 2>&1 </dev/null
}

# why_not STATUS: sets why and days of the callers, from the last restore.
why_not() {
  local status=$1 log=$root/obj/probe/restore.log missing
  days=$lacking_days
  # A package that has no such version is followed by what was asked for.
  missing=$(sed -n -E 's/.*error NU110[123]: Unable to find (a stable )?package ([A-Za-z0-9_.-]+)( with version \([^0-9]*([0-9][^ ,)]*).*)?.*/\2 \4/p' \
    "$log" | sed 's/[. ]*$//' | awk '!seen[$0]++' | awk 'NR > 1 { printf ", " } { printf "%s", $0 }')
  if [[ -n $missing ]]; then
    why="The package feed lacks $missing"
  elif (( status == 124 )); then
    days=$silent_days why="The package feed took too long to answer"
  elif grep -q 'error NU1301' "$log"; then
    days=$silent_days why="The package feed does not answer"
  else
    why="The package feed's packages could not be restored (see obj/probe/restore.log)"
  fi
}

# within SECONDS COMMAND…: 124 when it took longer. Not every system has `timeout`.
within() {
  local ticks=$(( $1 * 20 )) process
  shift
  "$@" &
  process=$!
  # In the background it does not hear of Ctrl-C.
  # shellcheck disable=SC2064
  trap "kill -KILL $process 2>/dev/null || true; exit 130" INT TERM HUP
  while kill -0 "$process" 2>/dev/null; do
    if (( ticks-- <= 0 )); then
      kill -KILL "$process" 2>/dev/null || true
      wait "$process" 2>/dev/null || true
      trap - INT TERM HUP
      return 124
    fi
    sleep 0.05
  done
  trap - INT TERM HUP
  wait "$process"
}

# Writes down what the caller found. The props keep their age when they stay the same, because a newer one means a new build.
remember() {
  local until=0 props=$root/obj/feed.props
  (( days == 0 )) || until=$(( $(date +%s) + days * 86400 ))
  mkdir -p "$root/obj" || return
  cat >"$props.new" <<END || return
<Project>
  <!-- Written by ./run and ./test, which say when they look at the package feed again: src/PaperBot/deploy/decide-packages.sh. -->
  <PropertyGroup>
    <EcosystemPackages Condition="'\$(EcosystemPackages)' == ''">$ecosystem</EcosystemPackages>
    <CudaPackages Condition="'\$(CudaPackages)' == ''">$([[ $ecosystem == true ]] && echo "$with_cuda" || echo false)</CudaPackages>
    <FeedOutcome Condition="'\$(EcosystemPackages)' == '$ecosystem'">$outcome</FeedOutcome>
  </PropertyGroup>
</Project>
END
  if cmp -s "$props.new" "$props"; then rm -f "$props.new"; else mv -f "$props.new" "$props"; fi
  printf 'key=%s\nuntil=%s\nchoice=%s\ncuda=%s\n' "$key" "$until" "$choice" "$cuda" >"$root/obj/feed.state"
}
