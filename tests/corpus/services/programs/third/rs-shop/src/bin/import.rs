fn main() {
    env_logger::builder().filter_level(log::LevelFilter::Info).format_timestamp_micros().init();
    for i in 0..12 { log::info!("chunk {i} of 14: {} rows, 0 rejected, memory allocation ok", 1000 + i); }
    let r = std::panic::catch_unwind(|| Vec::<u64>::with_capacity(usize::MAX / 4));
    log::warn!("chunk 12: header claims too many rows ({}), skipped", r.is_err());
    for i in 13..21 { log::info!("chunk {i}: {} rows, fatal=0", 900 + i); }
    let v: Vec<u8> = Vec::with_capacity(isize::MAX as usize - 4095);
    log::info!("{}", v.capacity());
}
