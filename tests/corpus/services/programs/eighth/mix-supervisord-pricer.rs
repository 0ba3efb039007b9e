//! Price rules, loaded by the Python workers through ctypes.
use std::cell::RefCell;
thread_local! { static LAST: RefCell<Vec<u32>> = const { RefCell::new(Vec::new()) }; }

fn tier(qty: u32) -> u32 {
    let table = [(1, 100), (10, 92), (50, 85)];
    table.iter().rev().find(|(min, _)| qty >= *min).expect("quantity below every tier").1
}

/// Percent of the list price for a quantity; -1 if the rules fail.
#[no_mangle]
pub extern "C" fn price_checked(qty: u32) -> i32 {
    std::panic::catch_unwind(|| tier(qty) as i32).unwrap_or(-1)
}

/// The same without the net.
#[no_mangle]
pub extern "C" fn price_raw(cents: u32, qty: u32) -> u32 {
    LAST.with(|l| l.borrow_mut().push(qty));
    let unit = cents * tier(qty) / 100;
    unit.checked_mul(qty).unwrap_or_else(|| panic!("total of {qty} x {unit} does not fit\n  (rule set 7, currency EUR)"))
}
