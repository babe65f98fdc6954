#!/usr/bin/env bash
# Builds llama-bench, the peer of the speed report, from the llama.cpp source that the npm package node-llama-cpp carries, against
# the same libraries that PaperBot uses: then a difference between the two is PaperBot's and not a compiler's.
# Usage: llama-bench.sh NATIVES OUT [VERSION]   (NATIVES: folder with libllama; OUT: file to write)
set -euo pipefail

natives=$(cd "${1:?NATIVES is missing: the folder with libllama*.so}" && pwd)
out=$(realpath -m "${2:?OUT is missing: the file to write}")
version=${3:-3.22.1}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

(cd "$work" && npm pack --silent "node-llama-cpp@$version" >/dev/null && tar xzf ./*.tgz)
git clone --quiet "$work/package/llama/gitRelease.bundle" "$work/llama.cpp" 2>/dev/null
cd "$work/llama.cpp"

libraries=()
for name in libllama-common libllama. libggml. libggml-base; do
  found=$(find "$natives" -maxdepth 1 -name "$name*" | head -1)
  [[ $found ]] || { echo "$natives has no $name*; is it the folder of the same version ($version)?" >&2; exit 1; }
  libraries+=("$found")
done

g++ -O2 -DNDEBUG -std=c++17 -Iinclude -Iggml/include -Icommon -Ivendor tools/llama-bench/*.cpp -o "$work/llama-bench" \
  "${libraries[@]}" -Wl,-rpath,"$natives" -lpthread
mv "$work/llama-bench" "$out"
echo "$out"
