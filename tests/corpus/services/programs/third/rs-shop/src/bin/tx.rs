struct Tx { open: bool }
impl Drop for Tx { fn drop(&mut self) { if self.open { panic!("transaction dropped without commit or rollback"); } } }
fn pay(cents: i64) -> Option<i64> { if cents < 0 { None } else { Some(cents) } }
fn main() { let tx = Tx { open: true }; println!("payment 1: {}", pay(5).unwrap()); let n = pay(-5).unwrap(); println!("{n} {}", tx.open); }
