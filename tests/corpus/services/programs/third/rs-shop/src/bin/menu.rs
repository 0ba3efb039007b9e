#[derive(Clone, Copy)] struct Cat { id: usize, parent: usize }
#[inline(never)] fn depth(cats: &[Cat], id: usize) -> usize { let pad = [id as u8; 256]; 1 + depth(cats, cats[id].parent) + std::hint::black_box(pad)[3] as usize / 255 }
fn main() {
    env_logger::builder().filter_level(log::LevelFilter::Trace).format_target(true).init();
    for i in 0..22 { log::info!(target: "menu::db", "category {i}: stack overflow check passed, depth {}", i % 4); if i % 6 == 0 { log::trace!(target: "menu::cache", "error cache: hit ratio 0.{i}"); } }
    log::error!(target: "menu::db", "category 3 is its own ancestor");
    log::info!(target: "menu::db", "category 3 moved to the top level, going on");
    let h = std::thread::Builder::new().name("menu-builder".into()).spawn(|| depth(&[Cat { id: 0, parent: 1 }, Cat { id: 1, parent: 0 }], 0)).unwrap();
    let c = Cat { id: 1, parent: 1 }; let _ = c.id;
    println!("{}", h.join().unwrap());
}
