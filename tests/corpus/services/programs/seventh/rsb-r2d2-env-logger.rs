//! Copies the day's bookings to the ledger over a small pool of connections (r2d2 with our own manager).
use log::{error, info, warn};
use std::{
    sync::atomic::{AtomicU32, Ordering::SeqCst},
    thread,
    time::Duration,
};

#[derive(Debug, thiserror::Error)]
enum LedgerError {
    #[error("ledger {host}:{port} refused the connection: {source}")]
    Connect { host: String, port: u16, #[source] source: std::io::Error },
    #[error("booking {0} rejected: balance would become negative")]
    Rejected(u32),
}

struct Conn(u32);

struct Manager {
    opened: AtomicU32,
}

impl r2d2::ManageConnection for Manager {
    type Connection = Conn;
    type Error = LedgerError;
    fn connect(&self) -> Result<Conn, LedgerError> {
        let n = self.opened.fetch_add(1, SeqCst);
        if n >= 2 {
            let (host, port) = ("127.0.0.1".to_string(), 9);
            std::net::TcpStream::connect((host.as_str(), port))
                .map_err(|source| LedgerError::Connect { host, port, source })?;
        }
        Ok(Conn(n))
    }
    fn is_valid(&self, _: &mut Conn) -> Result<(), LedgerError> {
        Ok(())
    }
    fn has_broken(&self, c: &mut Conn) -> bool {
        c.0 == u32::MAX
    }
}

fn book(c: &mut Conn, no: u32) -> Result<u32, LedgerError> {
    if no == 7 {
        return Err(LedgerError::Rejected(no));
    }
    if no == 17 || no == 22 {
        c.0 = u32::MAX; // the other side hung up
    }
    Ok(no * 3)
}

fn main() {
    env_logger::builder().format_timestamp_millis().format_target(true).init();
    info!("ledgersync starting, pool of 2");
    let pool = r2d2::Pool::builder()
        .max_size(2)
        .min_idle(Some(0))
        .connection_timeout(Duration::from_millis(450))
        .build(Manager { opened: AtomicU32::new(0) })
        .expect("pool");
    let mut failed = 0u32;
    for no in 1..=31 {
        // two at a time would be quicker; order matters to the auditors
        let mut a = pool.get().unwrap();
        let b = if no == 3 { Some(pool.get().unwrap()) } else { None };
        match book(&mut a, no) {
            Ok(cents) => info!("booking {no} ok, {cents} cents, errors=0 panics=0"),
            Err(e @ LedgerError::Rejected(_)) => {
                failed += 1;
                error!("{e}");
                warn!("booking {no} skipped after error, going on with the next");
            }
            Err(e) => panic!("{e:?}"),
        }
        drop(b);
        thread::sleep(Duration::from_millis(20));
    }
    info!("done, {failed} failed");
}
