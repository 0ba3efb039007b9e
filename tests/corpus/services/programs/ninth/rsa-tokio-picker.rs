// Picks orders in tokio tasks; two of the orders are bad.
use std::collections::HashMap;
use std::time::Duration;
use tracing::{error, info, warn};

struct Bin {
    aisle: u8,
    left: u32,
}

#[derive(Debug)]
#[allow(dead_code)]
enum PickError {
    Short { sku: String, wanted: u32, left: u32 },
}

fn reserve(bin: &Bin, sku: &str, wanted: u32) -> Result<u32, PickError> {
    if bin.left < wanted {
        return Err(PickError::Short { sku: sku.into(), wanted, left: bin.left });
    }
    Ok(bin.left - wanted)
}

async fn pick(order: u32, sku: &'static str, wanted: u32) -> u32 {
    let stock: HashMap<&str, Bin> = HashMap::from([
        ("TEA-100", Bin { aisle: 4, left: 40 }),
        ("CUP-7", Bin { aisle: 9, left: 2 }),
    ]);
    info!(order, sku, "picking");
    tokio::time::sleep(Duration::from_millis(5)).await;
    let bin = &stock[sku];
    let left = reserve(bin, sku, wanted).expect("stock was checked at checkout");
    info!(order, aisle = bin.aisle, left, "picked");
    left
}

#[tokio::main(worker_threads = 2)]
async fn main() {
    tracing_subscriber::fmt().with_ansi(false).init();
    info!("picker 0.3.1 starting");
    let mut failed = 0;
    for (order, sku, wanted) in
        [(7001, "TEA-100", 3), (7002, "CUP-7", 6), (7003, "TEA-100", 1), (7004, "MUG-1", 1)]
    {
        let task = tokio::spawn(pick(order, sku, wanted));
        if let Err(err) = task.await {
            failed += 1;
            error!(order, "pick task failed: {err}");
        }
    }
    if failed > 0 {
        warn!(failed, "not all orders picked, exiting");
        std::process::exit(1);
    }
}
