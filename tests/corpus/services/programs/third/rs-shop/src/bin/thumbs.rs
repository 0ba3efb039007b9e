use rayon::prelude::*;
#[derive(Debug)] #[allow(dead_code)] enum ThumbError { Decode { file: String, source: std::io::Error }, Empty }
impl std::fmt::Display for ThumbError { fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result { f.write_str("thumb error") } }
impl std::error::Error for ThumbError {}
fn main() -> Result<(), Box<dyn std::error::Error>> {
    rayon::ThreadPoolBuilder::new().num_threads(1).thread_name(|i| format!("thumb pool #{i}")).build_global()?;
    let r = std::panic::catch_unwind(|| (0..3u32).into_par_iter().map(|i| if i == 1 { unreachable!("image {i} has no pixels") } else { i }).sum::<u32>());
    println!("thumbs: batch 1 failed = {}", r.is_err());
    let s = std::panic::catch_unwind(|| std::thread::scope(|s| { s.spawn(|| todo!("webp support")); }));
    println!("thumbs: batch 2 failed = {}", s.is_err());
    Err(Box::new(ThumbError::Decode { file: "a b.webp".into(), source: std::io::Error::from_raw_os_error(5) }))
}
