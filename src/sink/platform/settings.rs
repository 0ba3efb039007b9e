//! What the platform must be told about us, from values that the assembly looks up by name.
//!
//! A value is trimmed, and an empty one counts as unset; then the contract's default applies. A URL or key that
//! could never work is refused, and the refusal names the setting but never shows its value.

use std::fmt;

use secrecy::SecretString;
use ureq::http::{HeaderValue, Uri};

/// Name of the setting that holds the API key; without it nothing is sent.
pub const API_KEY: &str = "AIOPS_API_KEY";
/// Name of the setting that holds the service's name.
pub const SERVICE_NAME: &str = "AIOPS_SERVICE_NAME";
/// Name of the setting that holds the environment.
pub const ENVIRONMENT: &str = "AIOPS_ENV";
/// Name of the setting that holds the platform's URL.
pub const URL: &str = "AIOPS_PLATFORM_URL";
/// Name of the setting that holds the URL of the service itself.
pub const BASE_URL: &str = "AIOPS_SERVICE_BASE_URL";

/// The service's name where none is given.
pub const DEFAULT_SERVICE: &str = "unknown-service";
/// The environment where none is given.
pub const DEFAULT_ENVIRONMENT: &str = "production";
/// The host's name where the system has none.
pub const DEFAULT_HOST: &str = "unknown-host";
/// The platform's URL where none is given.
pub const DEFAULT_URL: &str = "https://aiops.1genimpact.cloud";

/// Who reports: the base keys of every payload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Name of the service.
    pub service: String,
    /// Environment, such as `production`.
    pub environment: String,
    /// Name of the host.
    pub host: String,
}

impl Identity {
    /// Looks up who we are; the host is the system's name for itself.
    pub fn resolve(lookup: impl Fn(&str) -> Option<String>) -> Identity {
        let host = gethostname::gethostname().to_string_lossy().into_owned();
        Identity {
            service: given(&lookup, SERVICE_NAME).unwrap_or_else(|| DEFAULT_SERVICE.to_owned()),
            environment: given(&lookup, ENVIRONMENT)
                .unwrap_or_else(|| DEFAULT_ENVIRONMENT.to_owned()),
            host: filled(host).unwrap_or_else(|| DEFAULT_HOST.to_owned()),
        }
    }
}

/// All that a [`Platform`](super::Platform) needs to be told.
#[derive(Debug, Clone)]
pub struct Settings {
    /// URL of the platform, without a slash at its end.
    pub url: String,
    /// The API key.
    pub key: SecretString,
    /// Who reports.
    pub identity: Identity,
    /// URL of the service itself, for the heartbeat.
    pub base_url: Option<String>,
}

impl Settings {
    /// Looks all settings up by their names; `None` without a key, for then nothing is sent.
    pub fn resolve(
        lookup: impl Fn(&str) -> Option<String>,
    ) -> Result<Option<Settings>, SettingsError> {
        let Some(key) = given(&lookup, API_KEY) else {
            return Ok(None);
        };
        let refuse = |name, reason| Err(SettingsError { name, reason });
        if HeaderValue::from_str(&key).is_err() || !key.is_ascii() {
            return refuse(API_KEY, "it holds characters that no key has");
        }
        let url = given(&lookup, URL).unwrap_or_else(|| DEFAULT_URL.to_owned());
        let url = without_slashes(&url);
        if !is_http(&url) {
            return refuse(
                URL,
                "give a URL that begins with http:// or https:// and has a host, and no query",
            );
        }
        Ok(Some(Settings {
            url,
            key: SecretString::from(key),
            identity: Identity::resolve(&lookup),
            base_url: given(&lookup, BASE_URL)
                .as_deref()
                .map(without_slashes)
                .and_then(filled),
        }))
    }
}

/// A setting that can never work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingsError {
    /// The setting's name.
    pub name: &'static str,
    /// What is wrong with it, without its value.
    pub reason: &'static str,
}

impl fmt::Display for SettingsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} cannot be used: {}", self.name, self.reason)
    }
}

impl std::error::Error for SettingsError {}

/// A value as all settings are read.
fn given(lookup: impl Fn(&str) -> Option<String>, name: &str) -> Option<String> {
    lookup(name).and_then(filled)
}

fn filled(value: String) -> Option<String> {
    let trimmed = value.trim();
    match trimmed.len() {
        0 => None,
        len if len == value.len() => Some(value),
        _ => Some(trimmed.to_owned()),
    }
}

fn without_slashes(url: &str) -> String {
    url.trim_end_matches('/').to_owned()
}

fn is_http(url: &str) -> bool {
    url.parse::<Uri>().is_ok_and(|uri| {
        matches!(uri.scheme_str(), Some("http" | "https"))
            && uri.host().is_some_and(|host| !host.is_empty())
            && uri.query().is_none()
    }) && !url.contains('#')
}

#[cfg(test)]
mod tests {
    use super::*;
    use secrecy::ExposeSecret;

    fn resolve(values: &[(&str, &str)]) -> Result<Option<Settings>, SettingsError> {
        Settings::resolve(|name| {
            let (_, value) = values.iter().find(|(key, _)| *key == name)?;
            Some((*value).to_owned())
        })
    }

    #[test]
    fn without_values_the_defaults_of_the_contract_hold() {
        let settings = resolve(&[(API_KEY, "k-1")]).unwrap().unwrap();
        assert_eq!(settings.url, "https://aiops.1genimpact.cloud");
        assert_eq!(settings.identity.service, "unknown-service");
        assert_eq!(settings.identity.environment, "production");
        assert!(!settings.identity.host.is_empty());
        assert_eq!(settings.base_url, None);
    }

    #[test]
    fn values_are_trimmed_and_lose_all_their_last_slashes() {
        let settings = resolve(&[
            (API_KEY, " k-1\n"),
            (SERVICE_NAME, "\tshop "),
            (ENVIRONMENT, " staging "),
            (URL, " http://127.0.0.1:8080/base/// "),
            (BASE_URL, " https://shop.example.com// "),
        ])
        .unwrap()
        .unwrap();
        assert_eq!(settings.key.expose_secret(), "k-1");
        assert_eq!(settings.identity.service, "shop");
        assert_eq!(settings.identity.environment, "staging");
        assert_eq!(settings.url, "http://127.0.0.1:8080/base");
        assert_eq!(
            settings.base_url.as_deref(),
            Some("https://shop.example.com")
        );
    }

    #[test]
    fn blank_values_count_as_unset() {
        let blank = |key| {
            [API_KEY, SERVICE_NAME, ENVIRONMENT, URL, BASE_URL]
                .map(|name| (name, if name == API_KEY { key } else { "  " }))
        };
        assert!(resolve(&blank(" ")).unwrap().is_none());
        let settings = resolve(&blank("k-1")).unwrap().unwrap();
        assert_eq!(settings.url, DEFAULT_URL);
        assert_eq!(settings.identity.service, DEFAULT_SERVICE);
        assert_eq!(settings.identity.environment, DEFAULT_ENVIRONMENT);
        assert_eq!(settings.base_url, None);
    }

    #[test]
    fn what_can_never_work_is_refused_by_name_and_without_its_value() {
        for url in [
            "platform.example.com",
            "ftp://platform.example.com",
            "http://",
            "https:///v1",
            "http://hidden:pw@",
            "http://hi dden",
            "http://hidden/?a=b",
            "http://hidden/#a",
        ] {
            let error = resolve(&[(API_KEY, "k-1"), (URL, url)]).unwrap_err();
            assert_eq!(error.name, URL, "{url}");
            assert!(!error.to_string().contains("hidden"), "{error}");
        }
        for key in ["hidden\nkey", "hidden\u{e4}", "hidden\u{7f}"] {
            let error = resolve(&[(API_KEY, key)]).unwrap_err();
            assert_eq!(error.name, API_KEY, "{key:?}");
            assert!(!error.to_string().contains("hidden"), "{error}");
        }
    }

    #[test]
    fn the_key_is_not_in_the_debug_text() {
        let settings = resolve(&[(API_KEY, "hidden-key")]).unwrap().unwrap();
        assert!(!format!("{settings:?}").contains("hidden"));
    }
}
