#!/usr/bin/env bash
# Unpacks packages of npm that only tests read, each into FOLDER/NAME; nothing of them is executed
# while they are fetched. Exits with 77, and a word, where there is no npm or no registry.
# usage: npm_packages.sh FOLDER NAME@VERSION...
set -euo pipefail

folder=$1
shift
command -v npm >/dev/null && command -v node >/dev/null || { echo "there is no npm"; exit 77; }
mkdir -p "$folder"
exec 9>"$folder/lock"
flock 9 # tests run side by side
for package in "$@"; do
  name=${package%@*}
  [[ -e $folder/$name/package.json ]] && continue
  scratch=$(mktemp -d "$folder/fetching.XXXX")
  trap 'rm -rf "$scratch"' EXIT
  (cd "$scratch" && npm pack --silent --fetch-retries=0 --fetch-timeout=60000 "$package" >/dev/null) ||
    { echo "the registry of npm does not answer"; exit 77; }
  mkdir -p "$scratch/unpacked" "$folder/$(dirname "$name")"
  tar -xzf "$scratch"/*.tgz -C "$scratch/unpacked" --strip-components=1
  mv "$scratch/unpacked" "$folder/$name"
  rm -rf "$scratch"
done
