// elevator: unreachable!/todo!/overflow caught by supervisor loop, each a panic, with log between; output goes through `ts`
#[path="../lg.rs"] mod lg;
fn job(n:u32){ match n { 0=>lg!("INFO","lift","idle"), 1=>{let f:u8=std::hint::black_box(250); let g=f+(n as u8*9); lg!("INFO","lift","{g}")} 2=>unreachable!("door state {:?}",Some("ajar")), 3=>std::panic::panic_any(404u16), _=>lg!("INFO","lift","floor {n}, overflow=0") } }
fn main(){ for n in [0,4,5,6,1,7,8,0,9,2,10,11,12,13,3,14,15,16,0,17]{ lg!("DEBUG","lift::sup","job {n} (attempt to add with overflow is checked)"); if std::panic::catch_unwind(||job(n)).is_err(){ lg!("WARN","lift::sup","job {n} dropped") } } }
