// Sorts the price list with the C library's qsort, as the old tool did.
use log::{info, warn};
use simplelog::{ConfigBuilder, LevelFilter, WriteLogger};
use std::cmp::Ordering;
use std::os::raw::{c_int, c_void};

#[repr(C)]
struct Price {
    sku: u32,
    net: f64,
}

extern "C" fn by_net(a: *const c_void, b: *const c_void) -> c_int {
    let (a, b) = unsafe { (&*(a as *const Price), &*(b as *const Price)) };
    match a.net.partial_cmp(&b.net).expect("prices must be comparable") {
        Ordering::Less => -1,
        Ordering::Equal => a.sku.cmp(&b.sku) as c_int,
        Ordering::Greater => 1,
    }
}

fn sort(list: &mut [Price]) {
    unsafe {
        libc::qsort(list.as_mut_ptr().cast(), list.len(), std::mem::size_of::<Price>(), Some(std::mem::transmute(by_net as *const ())));
    }
}

fn main() {
    let config = ConfigBuilder::new().set_time_format_rfc3339().set_target_level(LevelFilter::Error).build();
    WriteLogger::init(LevelFilter::Info, config, std::io::stderr()).unwrap();
    for (region, raw) in [("north", "4.20 3.99 12.00"), ("south", "7.10 nan 6.80")] {
        info!("region {region}");
        let mut list: Vec<Price> = raw
            .split(' ')
            .zip(1000..)
            .map(|(s, sku)| Price { sku, net: s.parse().unwrap_or(f64::NAN) })
            .collect();
        if list.len() < 4 {
            warn!("only {} prices for {region}", list.len());
        }
        sort(&mut list);
        info!("{region}: cheapest {} at {:.2}", list[0].sku, list[0].net);
    }
}
