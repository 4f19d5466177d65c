# shellcheck shell=bash
# What a bare machine lacks before anything else can be built: a C compiler, Node and npm.

# The oldest Node that sass and Playwright work with.
minimum_node=20.19
# Fetched from npm where the system's is older: Debian 12 has 18.
wanted_node=22
wanted_npm=10

set_up_system() {
    local missing=()
    has_command cc || missing+=(build-essential)
    has_command pkg-config || missing+=(pkg-config)
    has_command node || missing+=(nodejs)
    has_command npm || missing+=(npm)
    [ -e /etc/ssl/certs/ca-certificates.crt ] || ! has_command apt-get || missing+=(ca-certificates)
    if [ ${#missing[@]} -gt 0 ]; then
        install_packages "a C compiler and Node (about 2 minutes)" "${missing[@]}"
    fi
    set_up_node
}

set_up_node() {
    local version
    version=$(node --version)
    if ! version_at_least "${version#v}" "$minimum_node"; then
        own_node_works || install_own_node "$minimum_node"
        PATH=$own_node:$PATH
        version=$(node --version)
    fi
    found node "$version"
}

own_node_works() {
    [ -x "$own_node/npm" ] && "$own_node/node" --version >/dev/null 2>&1 &&
        PATH=$own_node:$PATH "$own_node/npm" --version >/dev/null 2>&1
}

# npm carries Node itself, one package for each system. An npm comes along, as Debian's runs only under Debian's Node.
# install_own_node OLDEST-THAT-WILL-DO
install_own_node() {
    local minimum=$1 system machine
    system=$(uname -s | tr '[:upper:]' '[:lower:]')
    case $(uname -m) in
        x86_64) machine=x64 ;;
        aarch64 | arm64) machine=arm64 ;;
        *) die "Node $(node --version) is too old: install Node $minimum or later." ;;
    esac
    say "Installing Node $wanted_node from npm, as $(node --version) is older than $minimum (about 20 seconds, once)"
    rm -rf "$tools/node"
    run_quietly npm install --prefix "$tools/node" --no-fund --no-audit --ignore-scripts \
        "node-$system-$machine@$wanted_node" "npm@$wanted_npm" ||
        die "Node $minimum or later is needed; install it, then run this again."
}
