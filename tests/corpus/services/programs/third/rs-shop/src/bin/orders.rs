use tracing::{debug, error, info, info_span, warn};
fn insert(id: u32) -> Result<(), String> { if id == 6 { Err("duplicate key value violates unique constraint \"orders_pkey\"\n  detail: key (id)=(6) already exists\n  statement: INSERT INTO orders VALUES ($1)".into()) } else { Ok(()) } }
fn main() {
    tracing_subscriber::fmt().compact().with_ansi(true).with_max_level(tracing::Level::DEBUG).with_writer(std::io::stderr).init();
    for id in 0..12u32 {
        let _s = info_span!("order", id).entered();
        info!("received, errors so far: none");
        if let Err(e) = insert(id) { error!("insert failed: {e}"); continue; }
        debug!(panic = false, "stored; 0 errors");
        if id == 9 { let r = std::panic::catch_unwind(|| { let v: serde_json::Value = serde_json::from_str("{\"qty\": 01}").expect("order 9 carries bad JSON"); v["qty"].as_u64() }); warn!(lost = r.is_err(), "order put aside"); }
    }
    info!("queue empty");
}
