# shellcheck shell=bash
# Puts the paper that the browser tests read online, for programs that judge it.

# put_online PROGRAM: afterwards $site is its address. It goes offline when the script ends.
put_online() {
    local port
    port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    # It goes when the paper does.
    PROGRAM=$1 PORT=$port FOLDER=$(mktemp --directory) node end2end/paper.mjs &
    paper=$!
    trap 'kill "$paper" 2>/dev/null; wait "$paper" 2>/dev/null || true' EXIT
    export site=http://127.0.0.1:$port
    # The pictures are prepared first.
    until python3 -c "import urllib.request; urllib.request.urlopen('$site/healthz', timeout=5)" 2>/dev/null; do
        kill -0 "$paper" 2>/dev/null || die "The paper did not come online."
        sleep 0.5
    done
}
