//! A paper with something about it set otherwise.

use std::time::Duration;

use newsroom::desk::gate::Strictness;
use newsroom::letters::RefusedDomains;
use newsroom::settings::Origins;
use newsroom::vitals::Sample;
use server::acme;
use server::http::Patience;
use server::letters::Letters;
use server::links::Links;
use server::notifications::Notifications;
use server::pings::Standings;
use server::returned::WaysBack;
use server::settings::{Cdn, Limits, Live, Proxies};

use super::TestSite;

impl TestSite {
    /// The same with another share of live streams.
    pub fn with_live(self, live: Live) -> Self {
        self.where_state(|state| state.with_live(live))
    }

    /// The same whose readers' browsers measure that share of page loads.
    pub fn measuring(self, sample: Sample) -> Self {
        self.where_state(|state| state.with_vitals(Some(sample)))
    }

    /// The same behind other proxies.
    pub fn with_proxies(self, proxies: Proxies) -> Self {
        self.where_state(|state| state.with_proxies(proxies))
    }

    /// The same with a certificate that it gets itself.
    pub fn with_certificate(self, certificate: acme::Standing) -> Self {
        self.where_state(|state| state.with_certificate(Some(certificate)))
    }

    /// The same where readers who came unencrypted to a proxy are sent on.
    pub fn with_https_only(self) -> Self {
        self.where_state(|state| state.with_https_only(true))
    }

    /// The same where one network may have so much of what costs.
    pub fn with_limits(self, limits: Limits) -> Self {
        self.where_state(|state| state.with_limits(limits))
    }

    /// The same where requests may take so long.
    pub fn with_patience(self, patience: Patience) -> Self {
        self.where_state(|state| state.with_patience(patience))
    }

    /// The same behind a content delivery network.
    pub fn behind_a_network(self, cdn: Cdn) -> Self {
        self.where_state(|state| state.with_cdn(Some(cdn)))
    }

    /// The same where browsers are asked for so long to open it encrypted only.
    pub fn with_hsts(self, age: Duration) -> Self {
        self.where_state(|state| state.with_hsts(age))
    }

    /// The same with settings that come from there.
    pub fn with_origins(self, origins: Origins) -> Self {
        self.where_state(|state| state.with_origins(origins))
    }

    /// The same without readers whose address is of one of these domains.
    pub fn with_refused_domains(self, domains: RefusedDomains) -> Self {
        self.where_state(|state| state.with_refused_domains(domains))
    }

    /// The same with what is known of telling others of changes.
    pub fn with_pings(self, pings: Standings) -> Self {
        self.where_state(|state| state.with_pings(pings))
    }

    /// The same with a way to notify readers.
    pub fn with_notifications(self, notifications: Notifications) -> Self {
        self.where_state(|state| state.with_notifications(Some(notifications)))
    }

    /// The same with somebody who sends letters.
    pub fn with_office(self, letters: Letters) -> Self {
        self.where_state(|state| state.with_letters(letters))
    }

    /// The same with somebody who asks other sites for what stories lead to.
    pub fn with_links(self, links: Links) -> Self {
        self.where_state(|state| state.with_links(Some(links)))
    }

    /// The same with a gate that is as strict as that.
    pub fn with_gate(self, strictness: Strictness) -> Self {
        self.where_state(|state| state.with_gate(strictness))
    }

    /// The same with ways for letters to come back.
    pub fn with_ways_back(self, ways: WaysBack) -> Self {
        self.where_state(|state| state.with_ways_back(ways))
    }
}
