// A transaction guard whose Drop insists on a commit, while another panic is already under way.
struct Txn {
    id: u32,
    open: bool,
}

impl Txn {
    fn commit(mut self) {
        self.open = false;
        println!("txn {} committed", self.id);
    }
}

impl Drop for Txn {
    fn drop(&mut self) {
        if self.open {
            panic!("transaction {} dropped without commit or rollback", self.id);
        }
    }
}

fn book(id: u32, amounts: &[i64]) {
    let txn = Txn { id, open: true };
    let last = amounts[amounts.len() - 1];
    println!("txn {id}: booking {last}");
    txn.commit();
}

fn main() {
    println!("ledger open");
    book(1, &[250, -40]);
    book(2, &[]);
    println!("ledger closed");
}
