#!/usr/bin/env bash
# Runs a command with another version of Node.js first on PATH. Its binary comes from npm and is removed afterwards.
#   scripts/with-node.sh 24 npm run test:unit
set -euo pipefail

version=${1:?usage: scripts/with-node.sh VERSION COMMAND...}
system=$(uname -s)
case $(uname -m) in
  x86_64) architecture=x64 ;;
  aarch64 | arm64) architecture=arm64 ;;
  *) echo "There is no package of Node for $(uname -m)." >&2 && exit 2 ;;
esac
package=node-${system,,}-$architecture

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --prefix "$folder" --no-save --no-audit --no-fund --silent "$package@$version"

PATH=$folder/node_modules/$package/bin:$PATH
echo "Node $(node -p process.version) runs: ${*:2}" >&2
"${@:2}"
