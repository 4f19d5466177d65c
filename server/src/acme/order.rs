//! One order from its beginning to the certificate (RFC 8555, section 7.4).

use std::time::Duration;

use instant_acme::{
    Account, AuthorizationStatus, ChallengeType, Error, Identifier, NewAccount, NewOrder, Order,
    OrderStatus, Problem, RetryPolicy,
};
use rcgen::{CertificateParams, CustomExtension, KeyPair};
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

use super::folder::Folder;
use super::transport::Transport;
use crate::settings;
use crate::tls::Tls;

/// How long may go by until whoever issues certificates has looked at something.
const RETRIES: RetryPolicy = RetryPolicy::new().timeout(Duration::from_secs(120));
/// What they say of an account that is gone there (RFC 8555, section 6.7).
const NO_SUCH_ACCOUNT: &str = "urn:ietf:params:acme:error:accountDoesNotExist";

/// A chain and its key, in PEM; or why there is none, in words for whoever runs the paper.
pub(super) async fn issue(
    set: &settings::Acme,
    folder: &Folder,
    tls: &Tls,
    transport: &Transport,
) -> Result<String, String> {
    let identifiers: Vec<_> = set.names.iter().cloned().map(Identifier::Dns).collect();
    let wanted = NewOrder::new(&identifiers);
    let account = match folder.account()? {
        Some(known) => {
            let builder = Account::builder_with_http(Box::new(transport.clone()));
            builder.from_credentials(known).await.map_err(said)?
        }
        None => open_account(set, folder, transport).await?,
    };
    let order = match account.new_order(&wanted).await {
        Err(Error::Api(problem)) if problem.r#type.as_deref() == Some(NO_SUCH_ACCOUNT) => {
            let account = open_account(set, folder, transport).await?;
            account.new_order(&wanted).await
        }
        order => order,
    };
    let mut order = order.map_err(said)?;
    let shown = answer_challenges(&mut order, tls).await;
    let proven = match shown {
        Ok(()) => prove(&mut order).await,
        Err(problem) => Err(problem),
    };
    tls.end_challenges();
    proven?;
    let key = order.finalize().await.map_err(said)?;
    let chain = order.poll_certificate(&RETRIES).await.map_err(said)?;
    Ok(format!("{chain}\n{key}"))
}

/// Opens an account, whose terms were accepted in the settings.
async fn open_account(
    set: &settings::Acme,
    folder: &Folder,
    transport: &Transport,
) -> Result<Account, String> {
    let contact: Vec<&str> = set.contact.iter().map(String::as_str).collect();
    let wanted = NewAccount {
        contact: &contact,
        terms_of_service_agreed: true,
        only_return_existing: false,
    };
    let builder = Account::builder_with_http(Box::new(transport.clone()));
    let opened = builder.create(&wanted, set.directory.clone(), None).await;
    let (account, credentials) = opened.map_err(said)?;
    folder.keep_account(&credentials)?;
    Ok(account)
}

/// Shows what proves that each name leads here, and asks to be looked at.
async fn answer_challenges(order: &mut Order, tls: &Tls) -> Result<(), String> {
    let mut authorizations = order.authorizations();
    while let Some(authorization) = authorizations.next().await {
        let mut authorization = authorization.map_err(said)?;
        let name = authorization.identifier().to_string();
        match authorization.status {
            AuthorizationStatus::Valid => continue,
            AuthorizationStatus::Pending => {}
            AuthorizationStatus::Invalid
            | AuthorizationStatus::Revoked
            | AuthorizationStatus::Expired
            | AuthorizationStatus::Deactivated => {
                return Err(format!(
                    "the authorization for {name} cannot be used any more"
                ));
            }
        }
        let challenge = authorization.challenge(ChallengeType::TlsAlpn01);
        let mut challenge = challenge
            .ok_or("whoever issues certificates there does not offer the challenge tls-alpn-01")?;
        let digest = challenge.key_authorization().digest();
        let cannot =
            |error: &dyn std::fmt::Display| format!("the challenge cannot be answered: {error}");
        let (certificate, key) =
            for_challenge(&name, digest.as_ref()).map_err(|error| cannot(&error))?;
        let pair = tls.pair(certificate, key);
        tls.show_for_challenge(&name, pair.map_err(|error| cannot(&error))?);
        challenge.set_ready().await.map_err(said)?;
    }
    Ok(())
}

/// A certificate that nobody vouches for and that has the proof in it (RFC 8737, section 3).
fn for_challenge(
    name: &str,
    digest: &[u8],
) -> Result<(CertificateDer<'static>, PrivateKeyDer<'static>), rcgen::Error> {
    let mut params = CertificateParams::new([name.to_owned()])?;
    params.custom_extensions = vec![CustomExtension::new_acme_identifier(digest)];
    let key = KeyPair::generate()?;
    let certificate = params.self_signed(&key)?;
    Ok((certificate.der().clone(), PrivateKeyDer::from(key)))
}

/// Waits until it was looked at.
async fn prove(order: &mut Order) -> Result<(), String> {
    let problem = match order.poll_ready(&RETRIES).await {
        Ok(OrderStatus::Ready) => return Ok(()),
        Ok(status) => format!("the order is {status:?}").to_lowercase(),
        Err(error) => said(error),
    };
    // The reason stands with the challenge.
    let mut authorizations = order.authorizations();
    while let Some(Ok(mut authorization)) = authorizations.next().await {
        let name = authorization.identifier().to_string();
        let Ok(state) = authorization.refresh().await else {
            break;
        };
        let mut errors = state.challenges.iter().filter_map(|it| it.error.as_ref());
        if let Some(error) = errors.next() {
            return Err(format!("{name}: {}", told(error)));
        }
    }
    Err(problem)
}

fn said(error: Error) -> String {
    match error {
        Error::Api(problem) => told(&problem),
        error => error.to_string(),
    }
}

/// What they say is wrong, as they say it.
fn told(problem: &Problem) -> String {
    let kind = problem.r#type.as_deref().unwrap_or_default();
    let kind = kind.rsplit(':').next().unwrap_or_default();
    match (problem.detail.as_deref(), kind) {
        (Some(detail), "") => detail.to_owned(),
        (Some(detail), kind) => format!("{detail} ({kind})"),
        (None, "") => "it was refused without a reason".to_owned(),
        (None, kind) => format!("it was refused ({kind})"),
    }
}
