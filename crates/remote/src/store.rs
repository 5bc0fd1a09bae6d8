//! Whom to ask, and in whose name.

use std::sync::{Arc, Once};
use std::time::Duration;

use object_store::aws::AmazonS3Builder;
use object_store::azure::MicrosoftAzureBuilder;
use object_store::gcp::GoogleCloudStorageBuilder;
use object_store::http::HttpBuilder;
use object_store::{ClientOptions, ObjectStore, Result, RetryConfig};

use crate::address::{Address, Keeper};
use crate::odd::Sieve;

/// Whoever keeps the files at this address; `environment` says in whose name they are asked for,
/// as object_store's own `from_env` reads it.
pub(crate) fn at(
    address: &Address,
    environment: &[(String, String)],
    retry: RetryConfig,
    sieve: Sieve,
) -> Result<Arc<dyn ObjectStore>> {
    static TLS: Once = Once::new();
    // Somebody else's choice of cryptography, made before, is as good.
    TLS.call_once(|| drop(rustls::crypto::ring::default_provider().install_default()));
    let client = client();
    let of = |prefixes: &'static [&str]| {
        let own = environment.iter().filter(move |(key, _)| prefixes.iter().any(|it| key.starts_with(it)));
        own.map(|(key, value)| (key.to_ascii_lowercase(), value.clone()))
    };
    Ok(match address.keeper {
        Keeper::S3 => {
            let start = AmazonS3Builder::new().with_client_options(client);
            let told = of(&["AWS_"]).fold(start, |it, (key, value)| match key.parse() {
                Ok(key) => it.with_config(key, value),
                Err(_) => it,
            });
            let told = told.with_bucket_name(&address.bucket).with_retry(retry);
            Arc::new(told.with_http_connector(sieve).build()?)
        }
        Keeper::Google => {
            let start = GoogleCloudStorageBuilder::new().with_client_options(client);
            let told = of(&["GOOGLE_", "SERVICE_ACCOUNT"]).fold(start, |it, (key, value)| match key.parse() {
                Ok(key) => it.with_config(key, value),
                Err(_) => it,
            });
            let told = told.with_bucket_name(&address.bucket).with_retry(retry);
            Arc::new(told.with_http_connector(sieve).build()?)
        }
        Keeper::Azure => {
            let start = MicrosoftAzureBuilder::new().with_client_options(client);
            let told = of(&["AZURE_", "IDENTITY_ENDPOINT"]).fold(start, |it, (key, value)| match key.parse() {
                Ok(key) => it.with_config(key, value),
                Err(_) => it,
            });
            let told = told.with_container_name(&address.bucket).with_retry(retry);
            Arc::new(told.with_http_connector(sieve).build()?)
        }
        Keeper::Web => {
            let query = address.query.as_ref().map(|it| format!("?{it}")).unwrap_or_default();
            let told = HttpBuilder::new().with_url(format!("{}{query}", address.base)).with_retry(retry);
            Arc::new(told.with_client_options(client).build()?)
        }
    })
}

/// How often and how long to try again what may be transient: a nightly run should live through a
/// restart of the server, and somebody at a terminal should hear of a wrong address.
pub(crate) fn patience() -> RetryConfig {
    RetryConfig { max_retries: 6, retry_timeout: Duration::from_secs(90), ..RetryConfig::default() }
}

fn client() -> ClientOptions {
    // An endpoint with http:// is somebody's own word: a server of the house, a test.
    let client = ClientOptions::new().with_allow_http(true).with_connect_timeout(Duration::from_secs(10));
    // A part may take long on a slow line, as long as something comes.
    client.with_timeout(Duration::from_secs(600)).with_read_timeout(Duration::from_secs(60))
}
