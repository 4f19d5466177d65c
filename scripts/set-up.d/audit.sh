# shellcheck shell=bash
# What only scripts/audit and scripts/engines need: the programs that judge the paper, and two more browsers.

# The oldest Node that Lighthouse and linkinator work with.
minimum_node_of_audit=22.19
geckodriver_version=0.37.0
cargo_deny_version=0.20.2

set_up_audit() {
    set_up_newer_node
    set_up_python
    has_command jing || install_packages "the checker of XML grammars (about 20 seconds)" jing
    has_command xmllint || install_packages "the checker of XML schemas (a few seconds)" libxml2-utils
    found jing "$(command -v jing)"
    found xmllint "$(xmllint --version 2>&1 | sed -n '1s/.*version //p')"
    set_up_mail_server
    has_command spamassassin || install_packages "a judge of spam (about 30 seconds)" spamassassin
    found spamassassin "$(spamassassin --version | sed -n 's/^SpamAssassin version //p')"
    set_up_chromium
    install_cargo_tool cargo-deny cargo-deny "$cargo_deny_version" "about 5 minutes on two cores, once" --locked
    rm -rf "$tools/build"
    set_up_node_modules scripts/audit.d
}

# A machine that has another mail server keeps it, and letters are not judged there.
set_up_mail_server() {
    if [ ! -x "$postfix" ] && has_command apt-get; then
        # Else the package would start one for the whole machine. The audit starts its own.
        ! has_command debconf-set-selections ||
            as_root debconf-set-selections <<<"postfix postfix/main_mailer_type select No configuration"
        (install_packages "a mail server (about 10 seconds)" postfix) || true
    fi
    if [ -x "$postfix" ]; then
        found postfix "$("${postfix%/*}/postconf" -h -d mail_version)"
    else
        say "  No Postfix: letters are not judged. On Debian: apt-get install postfix"
    fi
}

set_up_engines() {
    set_up_newer_node
    has_command python3 || install_packages "Python (about 10 seconds)" python3
    has_command "${FIREFOX:-firefox-esr}" || install_packages "Firefox (about 30 seconds)" firefox-esr
    # The small browser that the driver drives comes with the library.
    has_command WebKitWebDriver || install_packages "WebKit and its driver (about 30 seconds)" webkit2gtk-driver
    if ! { has_command xvfb-run && has_command xauth; }; then
        install_packages "a screen for them (a few seconds)" xvfb xauth
    fi
    found firefox "$("${FIREFOX:-firefox-esr}" --version 2>/dev/null | grep --only-matching '[0-9][0-9.]*.*')"
    # It has no way of saying its version.
    found webkit "$(command -v WebKitWebDriver)"
    install_cargo_tool geckodriver geckodriver "$geckodriver_version" "about 3 minutes on two cores, once" --locked
    rm -rf "$tools/build"
    set_up_node_modules scripts/audit.d
}

# Beside the system's, as with-toolchain finds it.
set_up_newer_node() {
    local version
    version=$(node --version)
    if ! version_at_least "${version#v}" "$minimum_node_of_audit"; then
        own_node_works || install_own_node "$minimum_node_of_audit"
        PATH=$own_node:$PATH
        found node "$(node --version), $own_node"
    fi
}

set_up_python() {
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
