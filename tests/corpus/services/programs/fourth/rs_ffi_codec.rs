// ffi-codec: panic crossing extern "C": header panic + nounwind panic
extern "C" fn on_frame(len:usize)->u32{ let b=[7u8;4]; u32::from_be_bytes(b[..len].try_into().unwrap()) }
fn main(){ println!("codec up"); println!("{}",on_frame(3)); }
