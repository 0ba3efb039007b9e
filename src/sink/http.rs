//! One HTTP request to a receiver: a URL, headers and a body go in, the status and `Retry-After` come out.
//!
//! It refuses what a library does for convenience: no redirect is followed (it would carry the key elsewhere),
//! no status is an error, no environment proxy sees loopback traffic, every phase has a time-out, and of an
//! answer at most [`ANSWER_MAX`] bytes are read. Errors are worded here, so that nothing foreign is in them.

use std::io::{self, Read};
use std::net::IpAddr;
use std::time::{Duration, SystemTime};

use ureq::http::{HeaderValue, Uri};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Proxy, Timeout};

/// What we call ourselves.
const USER_AGENT: &str = concat!("aiops/", env!("CARGO_PKG_VERSION"));

/// Bytes read of an answer's head, and again of its body: more than any receiver says, and little enough to
/// throw away. The body is read only so that the connection can be used again.
const ANSWER_MAX: usize = 64 * 1024;

/// The longest rest that a receiver can ask for; beyond an hour, it is a mistake or an attack.
const RETRY_AFTER_MAX: Duration = Duration::from_secs(60 * 60);

/// How long each phase of a request may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeOuts {
    /// To find the host, and again to connect, TLS included.
    pub connect: Duration,
    /// To send the request, and again to get its answer.
    pub read: Duration,
}

/// What a receiver said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Answer {
    /// The HTTP status.
    pub(super) status: u16,
    /// How long it wants to be left alone.
    pub(super) retry_after: Option<Duration>,
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fault {
    /// The way to the receiver failed; another try may find it open.
    Network(String),
    /// No request can be made of what was given.
    Request(String),
}

/// A client for one receiver. Clones share their connections.
#[derive(Debug, Clone)]
pub(super) struct Client(Agent);

impl Client {
    /// Makes a client for requests to the host of `url`; it connects to nothing yet.
    pub(super) fn new(url: &str, time_outs: TimeOuts) -> Client {
        let loopback = url.parse::<Uri>().is_ok_and(|uri| is_loopback(&uri));
        let proxy = if loopback {
            None
        } else {
            Proxy::try_from_env()
        };
        let TimeOuts { connect, read } = time_outs;
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::PlatformVerifier)
            .build();
        Client(
            Agent::config_builder()
                .tls_config(tls)
                .proxy(proxy)
                .user_agent(USER_AGENT)
                .http_status_as_error(false)
                .max_redirects(0)
                .max_response_header_size(ANSWER_MAX)
                .timeout_resolve(Some(connect))
                .timeout_connect(Some(connect))
                .timeout_send_request(Some(read))
                .timeout_send_body(Some(read))
                .timeout_recv_response(Some(read))
                .timeout_recv_body(Some(read))
                // A receiver that is slow in every phase, or trickles, ends here.
                .timeout_global(Some(connect + read * 2))
                .build()
                .new_agent(),
        )
    }

    /// Posts a JSON text.
    pub(super) fn post(
        &self,
        url: &str,
        headers: &[(&'static str, HeaderValue)],
        json: &[u8],
    ) -> Result<Answer, Fault> {
        let mut request = self.0.post(url).content_type("application/json");
        for (name, value) in headers {
            request = request.header(*name, value);
        }
        let mut response = request.send(json).map_err(|error| fault(&error))?;
        let retry_after = response
            .headers()
            .get("retry-after")
            .and_then(|value| value.to_str().ok())
            .and_then(|value| retry_after(value, SystemTime::now()));
        // The status alone decides; a body that breaks off, or does not end, changes nothing about it.
        let body = response.body_mut().as_reader();
        let _ = io::copy(&mut body.take(ANSWER_MAX as u64), &mut io::sink());
        Ok(Answer {
            status: response.status().as_u16(),
            retry_after,
        })
    }
}

/// Reads a `Retry-After`: seconds or a date; nonsense is `None`, a date that is over means at once.
fn retry_after(value: &str, now: SystemTime) -> Option<Duration> {
    let value = value.trim();
    let wait = if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        // Only too many digits for a number can fail here, and those mean a very long time.
        value.parse().map_or(Duration::MAX, Duration::from_secs)
    } else {
        let date = httpdate::parse_http_date(value).ok()?;
        date.duration_since(now).unwrap_or(Duration::ZERO)
    };
    Some(wait.min(RETRY_AFTER_MAX))
}

/// Whether a URL's host is this machine itself, by address or by the name reserved for it.
fn is_loopback(uri: &Uri) -> bool {
    let host = uri.host().unwrap_or_default();
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let name = host.trim_end_matches('.').to_ascii_lowercase();
    match host.parse::<IpAddr>() {
        Ok(address) => address.to_canonical().is_loopback(),
        Err(_) => name == "localhost" || name.ends_with(".localhost"),
    }
}

/// Words an error of the library ourselves: its own texts may quote what the other side sent.
fn fault(error: &ureq::Error) -> Fault {
    use ureq::Error;
    let text = match error {
        Error::Http(_) | Error::BadUri(_) | Error::InvalidProxyUrl => {
            return Fault::Request("the URL or a header is not valid".to_owned());
        }
        Error::Timeout(Timeout::Resolve | Timeout::Connect) => {
            "no connection within the time-out".to_owned()
        }
        Error::Timeout(_) => "no answer within the time-out".to_owned(),
        Error::HostNotFound => "host not found".to_owned(),
        Error::Io(error) => error.kind().to_string(),
        Error::Tls(_) | Error::Rustls(_) | Error::Pem(_) | Error::TlsRequired => {
            "no secure connection: its certificate or protocol was refused".to_owned()
        }
        Error::ConnectProxyFailed(_) => "the proxy refused the connection".to_owned(),
        Error::Protocol(_) | Error::LargeResponseHeader(..) => {
            "the answer is not valid HTTP".to_owned()
        }
        _ => "connection failed".to_owned(),
    };
    Fault::Network(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retry_after_is_read_as_seconds_or_as_a_date_and_clamped_to_an_hour() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
        let seconds = |value: &str| retry_after(value, now).map(|wait| wait.as_secs());
        assert_eq!(seconds("0"), Some(0));
        assert_eq!(seconds(" 120 "), Some(120));
        assert_eq!(seconds("1000000000"), Some(3600));
        assert_eq!(seconds("99999999999999999999999999"), Some(3600));
        let later = httpdate::fmt_http_date(now + Duration::from_secs(90));
        assert_eq!(seconds(&later), Some(90));
        assert_eq!(seconds("Fri, 31 Dec 9999 23:59:59 GMT"), Some(3600));
        assert_eq!(seconds("Sun, 06 Nov 1994 08:49:37 GMT"), Some(0));
        for nonsense in ["", "soon", "-1", "1.5", "1e9", "+3", "0x10", "\u{661}"] {
            assert_eq!(seconds(nonsense), None, "{nonsense:?}");
        }
    }

    #[test]
    fn loopback_is_told_by_address_and_by_name() {
        let loopback = |url: &str| is_loopback(&url.parse().unwrap());
        for url in [
            "http://127.0.0.1:9/",
            "http://127.8.8.8/",
            "http://[::1]:80/",
            "http://[::ffff:127.0.0.1]/",
            "http://localhost/",
            "https://LocalHost./x",
            "http://a.localhost:8080",
        ] {
            assert!(loopback(url), "{url}");
        }
        for url in [
            "http://128.0.0.1/",
            "http://localhost.example.com/",
            "http://127.0.0.1.example.com/",
            "https://aiops.example.com/",
            "http://[::2]/",
        ] {
            assert!(!loopback(url), "{url}");
        }
    }
}
