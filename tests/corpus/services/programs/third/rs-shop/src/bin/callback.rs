unsafe extern "C" { fn qsort(b: *mut i32, n: usize, w: usize, f: extern "C" fn(*const i32, *const i32) -> i32); }
extern "C" fn cmp(a: *const i32, b: *const i32) -> i32 { let (a, b) = unsafe { (*a, *b) }; if a == 13 || b == 13 { panic!("price list holds unlucky {a}/{b}") } a - b }
fn main() {
    tracing_subscriber::fmt().with_ansi(false).without_time().with_target(false).with_thread_names(true).with_writer(std::io::stderr).init();
    for i in 0..11 { let mut v = [5 + i, 2, 9, 1]; unsafe { qsort(v.as_mut_ptr(), 4, 4, cmp) }; tracing::info!(list = i, first = v[0], "sorted; panics: 0"); if i % 4 == 3 { tracing::warn!("list {i} had duplicates (error budget 99%)"); } }
    let mut v = [3, 13, 2]; unsafe { qsort(v.as_mut_ptr(), 3, 4, cmp) };
}
