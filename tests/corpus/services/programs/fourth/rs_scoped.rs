// scoped threads, backtrace on, two scoped workers one panics; thread::scope panics itself
mod pricing{ #[inline(never)] pub fn quote(cents:i64,parts:i64)->i64{ cents/parts } }
fn main(){ let z=std::env::args().count() as i64-1; std::thread::scope(|s|{ s.spawn(||std::hint::black_box(pricing::quote(1999,z))); s.spawn(||1+1); }); }
