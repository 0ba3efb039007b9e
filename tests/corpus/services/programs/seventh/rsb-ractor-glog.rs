//! Ride dispatch: ractor actors under a supervisor that restarts them, tracing in glog's style.
use ractor::{Actor, ActorProcessingErr, ActorRef, SupervisionEvent};
use std::{fmt, time::Duration};
use tracing::{error, info, info_span, warn};
use tracing_glog::{Glog, GlogFields};

#[derive(Debug)]
struct NoRoute {
    from: u32,
    to: u32,
    source: std::num::TryFromIntError,
}
impl fmt::Display for NoRoute {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "no route from {} to {}", self.from, self.to)
    }
}
impl std::error::Error for NoRoute {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

enum Msg {
    Ride { from: u32, to: u32 },
    Cancel(usize),
}

struct Driver;
impl Actor for Driver {
    type Msg = Msg;
    type State = Vec<(u32, u32)>;
    type Arguments = ();
    async fn pre_start(&self, _: ActorRef<Msg>, _: ()) -> Result<Self::State, ActorProcessingErr> {
        info!("driver ready, error_rate=0");
        Ok(vec![])
    }
    async fn handle(&self, _: ActorRef<Msg>, m: Msg, rides: &mut Self::State) -> Result<(), ActorProcessingErr> {
        match m {
            Msg::Ride { from, to } => {
                let span = info_span!("ride", from, to);
                let _e = span.enter();
                u8::try_from(to).map_err(|source| NoRoute { from, to, source })?;
                rides.push((from, to));
                info!(open = rides.len(), "accepted");
            }
            Msg::Cancel(n) => {
                let r = rides.remove(n);
                info!("cancelled {r:?}");
            }
        }
        Ok(())
    }
}

struct Boss;
impl Actor for Boss {
    type Msg = Msg;
    type State = (ActorRef<Msg>, u32);
    type Arguments = ();
    async fn pre_start(&self, me: ActorRef<Msg>, _: ()) -> Result<Self::State, ActorProcessingErr> {
        let (d, _) = Actor::spawn_linked(Some("driver".into()), Driver, (), me.get_cell()).await?;
        Ok((d, 0))
    }
    async fn handle(&self, _: ActorRef<Msg>, m: Msg, s: &mut Self::State) -> Result<(), ActorProcessingErr> {
        s.0.cast(m).map_err(|e| format!("driver's mailbox is closed: {e}"))?;
        Ok(())
    }
    async fn handle_supervisor_evt(&self, me: ActorRef<Msg>, e: SupervisionEvent, s: &mut Self::State) -> Result<(), ActorProcessingErr> {
        match e {
            SupervisionEvent::ActorFailed(who, why) => {
                s.1 += 1;
                let name = who.get_name().unwrap_or_default();
                if s.1 > 2 {
                    error!(restarts = s.1 - 1, "{name} failed too often, giving up: {why}");
                    me.stop(None);
                    return Ok(());
                }
                warn!(restarts = s.1, "{name} failed, restarting it: {why}");
                let (d, _) = Actor::spawn_linked(Some("driver".into()), Driver, (), me.get_cell()).await?;
                s.0 = d;
                info!("driver restarted after error, its rides are lost");
            }
            other => info!("supervision: {other}"),
        }
        Ok(())
    }
}

#[tokio::main(worker_threads = 2)]
async fn main() {
    tracing_subscriber::fmt()
        .with_ansi(false)
        .event_format(Glog::default().with_timer(tracing_glog::UtcTime::default()).with_target(false))
        .fmt_fields(GlogFields::default())
        .with_writer(std::io::stderr)
        .init();
    let (boss, h) = Actor::spawn(Some("boss".into()), Boss, ()).await.expect("boss");
    let work = [
        Msg::Ride { from: 3, to: 17 },
        Msg::Ride { from: 17, to: 40 },
        Msg::Cancel(0),
        Msg::Ride { from: 40, to: 300 },
        Msg::Ride { from: 5, to: 6 },
        Msg::Cancel(4),
        Msg::Ride { from: 9, to: 9 },
        Msg::Ride { from: 9, to: 11 },
        Msg::Ride { from: 11, to: 14 },
        Msg::Cancel(1),
        Msg::Ride { from: 14, to: 19 },
        Msg::Cancel(0),
        Msg::Cancel(2),
    ];
    for m in work {
        boss.cast(m).unwrap();
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    h.await.unwrap();
    let r = boss.cast(Msg::Ride { from: 1, to: 2 }).map_err(|e| e.to_string());
    info!("last ride: {r:?}");
    r.unwrap();
}
