# shellcheck shell=bash
# Packages from npm, exactly as package-lock.json names them.

# set_up_node_modules DIRECTORY
set_up_node_modules() {
    local directory=$1
    # npm empties node_modules before it fills it, so the stamp is there only after a complete install.
    local stamp=$directory/node_modules/.complete
    if ! cmp --silent "$directory/package-lock.json" "$stamp"; then
        say "Installing the npm packages of $directory/package.json (about 10 seconds)"
        (cd "$directory" && run_quietly npm ci --no-fund --no-audit) ||
            die "npm failed. To see why, run: (cd $directory && npm ci)"
        cp "$directory/package-lock.json" "$stamp"
    fi
    list_npm_packages "$directory"
}

# The packages that package.json asks for, with the version that is there.
list_npm_packages() {
    local name version
    while read -r name version; do
        found "$name" "$version"
    done < <(cd "$1" && node -e '
        const wanted = require("./package.json");
        for (const name in { ...wanted.dependencies, ...wanted.devDependencies })
            console.log(name, require("./node_modules/" + name + "/package.json").version);
    ')
}
