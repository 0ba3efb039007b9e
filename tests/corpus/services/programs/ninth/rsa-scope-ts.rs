// Nightly inventory from cron, its output stamped by ts(1): scoped threads and assertions.
struct Shelf {
    name: &'static str,
    counted: Vec<u32>,
    booked: Vec<u32>,
}

fn audit(shelf: &Shelf) {
    eprintln!("auditing shelf {}", shelf.name);
    assert_eq!(shelf.counted, shelf.booked, "shelf {} does not match the books", shelf.name);
    eprintln!("shelf {} is fine", shelf.name);
}

fn main() {
    let shelves = [
        Shelf { name: "A", counted: vec![3, 4], booked: vec![3, 4] },
        Shelf { name: "B", counted: vec![7, 1, 12], booked: vec![7, 2, 12] },
    ];
    eprintln!("inventory begins");
    for shelf in &shelves {
        std::thread::scope(|s| {
            s.spawn(|| audit(shelf));
        });
    }
    eprintln!("inventory ends");
}
