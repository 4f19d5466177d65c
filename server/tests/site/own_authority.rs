//! An authority of one's own, as many a house has: nobody trusts it who was not given its certificate.

use rcgen::{BasicConstraints, Certificate, CertificateParams, IsCa, Issuer, KeyPair};

pub struct OwnAuthority {
    root: Certificate,
    issuer: Issuer<'static, KeyPair>,
}

impl OwnAuthority {
    pub fn new() -> Self {
        let mut params = CertificateParams::new([]).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let root = params.self_signed(&key).unwrap();
        Self {
            root,
            issuer: Issuer::new(params, key),
        }
    }

    /// Its own certificate, in PEM.
    pub fn root(&self) -> String {
        self.root.pem()
    }

    /// A certificate for whoever is called that, with its key, in PEM.
    pub fn pair_for(&self, name: &str) -> (String, String) {
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new([name.to_owned()]).unwrap();
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        (certificate.pem(), key.serialize_pem())
    }
}
