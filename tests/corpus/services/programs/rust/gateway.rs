// Device gateway: env_logger, a named thread dies, main joins it.
use log::{info, warn};
use std::{collections::HashMap, thread, time::Duration};
fn decode(frame: &[u8]) -> u16 { u16::from_be_bytes([frame[2], frame[5]]) }
fn main() {
    env_logger::Builder::new().filter_level(log::LevelFilter::Debug).format_timestamp_millis().target(env_logger::Target::Stderr).init();
    let seen: HashMap<u32, u32> = HashMap::new();
    info!("gateway 0.9 up, {} devices known, 0 errors on load", seen.len());
    let h = thread::Builder::new().name("modbus rx: port 'A'".into()).spawn(|| {
        for i in 0..12u8 { info!(target: "gateway::rx", "frame {i} ok crc=0x{:04x} error=0", i as u32 * 77); thread::sleep(Duration::from_millis(2));
            let f = vec![0u8; if i == 9 { 4 } else { 6 }]; decode(&f); }
    }).unwrap();
    for i in 0..4 { info!("uplink {i}: panic_button=released"); thread::sleep(Duration::from_millis(3)); }
    thread::sleep(Duration::from_millis(60));
    warn!("no frames for 40 ms");
    h.join().expect("receiver thread must live");
}
