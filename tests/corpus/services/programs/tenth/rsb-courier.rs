//! courier: delivers queued webhooks, one tokio task each; a supervisor reports tasks that died.
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinSet;
use tracing::{debug, error, info, warn};

#[derive(Debug, Clone)]
struct Webhook {
    id: u32,
    tenant: &'static str,
    attempt: u8,
    retry_after: Option<&'static str>,
}

struct Routes {
    by_tenant: HashMap<&'static str, &'static str>,
}

impl Routes {
    fn endpoint(&self, tenant: &str) -> Option<&'static str> {
        self.by_tenant.get(tenant).copied()
    }
}

fn backoff(hook: &Webhook) -> Duration {
    match hook.retry_after {
        // the header may be seconds or an HTTP date, we have only ever seen seconds
        Some(v) => Duration::from_secs(v.parse::<u64>().expect("Retry-After of a webhook is in seconds")),
        None => Duration::from_millis(20 << hook.attempt),
    }
}

async fn deliver(routes: Arc<Routes>, hook: Webhook) -> u32 {
    let Some(url) = routes.endpoint(hook.tenant) else {
        warn!(hook.id, hook.tenant, "no endpoint configured, dropping");
        return hook.id;
    };
    if hook.attempt > 0 {
        let wait = backoff(&hook);
        debug!(?wait, "waiting before attempt {}", hook.attempt);
        tokio::time::sleep(wait).await;
    }
    info!(hook.id, url, "delivered");
    hook.id
}

#[tokio::main(worker_threads = 2)]
async fn main() {
    tracing_subscriber::fmt().with_ansi(false).with_max_level(tracing::Level::DEBUG).init();
    info!(version = env!("CARGO_PKG_VERSION"), "courier starting");
    let routes = Arc::new(Routes {
        by_tenant: HashMap::from([
            ("acme", "https://hooks.acme.test/in"),
            ("globex", "https://globex.test/webhooks/orders"),
        ]),
    });
    let queue = [
        Webhook { id: 701, tenant: "acme", attempt: 0, retry_after: None },
        Webhook { id: 702, tenant: "initech", attempt: 0, retry_after: None },
        Webhook { id: 703, tenant: "globex", attempt: 1, retry_after: Some("Fri, 20 Nov 2026 09:05:00 GMT") },
        Webhook { id: 704, tenant: "acme", attempt: 2, retry_after: None },
    ];
    let mut done = 0;
    for hook in queue {
        let mut set = JoinSet::new();
        set.spawn(deliver(routes.clone(), hook));
        while let Some(res) = set.join_next().await {
            match res {
                Ok(_) => done += 1,
                Err(e) => {
                    tokio::time::sleep(Duration::from_millis(5)).await;
                    info!(in_flight = set.len(), "supervisor woke up");
                    error!("delivery task lost: {e}");
                }
            }
        }
    }
    info!(done, failed = 0, "queue drained, 0 errors outstanding");
}
