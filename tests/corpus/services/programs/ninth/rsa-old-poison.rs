// Built with Debian 12's rustc 1.63: the panic header of old. A worker dies holding the lock, the others meet the poison.
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::thread;

fn settle(books: &Mutex<BTreeMap<&'static str, i64>>, account: &'static str, amount: i64) {
    let mut books = books.lock().unwrap();
    let balance = books.entry(account).or_insert(0);
    *balance += amount;
    if *balance < 0 {
        panic!("account {} is overdrawn:\n  balance {}\n  booking '{}'", account, balance, amount);
    }
    println!("{} {:+} -> {}", account, amount, balance);
}

fn main() {
    let books = Arc::new(Mutex::new(BTreeMap::new()));
    for (account, amount) in [("cash", 500), ("bank", -20), ("cash", 70)] {
        let books = Arc::clone(&books);
        let worker = thread::Builder::new()
            .name(format!("settle {}", account))
            .spawn(move || settle(&books, account, amount))
            .unwrap();
        if worker.join().is_err() {
            println!("booking {} on {} was not made", amount, account);
        }
    }
    let sum: i64 = books.lock().expect("books are consistent").values().sum();
    println!("sum {}", sum);
}
