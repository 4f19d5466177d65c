# shellcheck shell=bash
# What only scripts/audit needs: the libraries by which other programs read feeds and pages.

set_up_audit() {
    local wanted=scripts/audit.d/requirements.txt environment=$tools/audit
    has_command python3 || install_packages "Python (about 10 seconds)" python3 python3-venv
    if ! cmp --silent "$wanted" "$environment/.complete"; then
        say "Installing the Python packages of $wanted (about 20 seconds)"
        rm -rf "$environment"
        run_quietly python3 -m venv "$environment" ||
            die "Python cannot make an environment. On Debian: apt-get install python3-venv"
        run_quietly "$environment/bin/pip" install --quiet --requirement "$wanted" ||
            die "pip failed. To see why, run: $environment/bin/pip install --requirement $wanted"
        cp "$wanted" "$environment/.complete"
    fi
    found python3 "$("$environment/bin/python" --version | sed 's/^Python //'), with the packages in $environment"
}
