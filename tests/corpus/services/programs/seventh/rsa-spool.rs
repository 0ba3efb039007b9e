//! A print spooler, built with an old compiler (Debian's rustc 1.63), logging by hand.
use std::fmt::Arguments;
use std::sync::mpsc;
use std::time::{Duration, SystemTime};
use std::{collections::VecDeque, thread};

fn log(level: &str, part: &str, msg: Arguments) {
    let t = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
    let s = t.as_secs() % 86400;
    eprintln!(
        "{:02}:{:02}:{:02},{:03} {:<5} [{}] spool.{} - {}",
        s / 3600, s / 60 % 60, s % 60, t.subsec_millis(), level,
        thread::current().name().unwrap_or("-"), part, msg
    );
}

#[derive(Debug)]
enum PageError {
    Size { page: u32, name: String },
}

struct Tray {
    sheets: Vec<u32>,
    reserved: u32,
}

impl Drop for Tray {
    fn drop(&mut self) {
        log("INFO", "tray", format_args!("tray given back, {} sheets, {} reserved", self.sheets.len(), self.reserved));
        if self.reserved > 0 {
            self.sheets.remove(self.reserved as usize);
        }
    }
}

fn page(n: u32, tray: &mut Tray) -> Result<u32, PageError> {
    tray.sheets.pop();
    if n == 13 {
        return Err(PageError::Size { page: n, name: "It's \"A3\", not 'A4'".into() });
    }
    Ok(n)
}

fn print(job: u32, pages: u32) -> u32 {
    let mut tray = Tray { sheets: (0..20).collect(), reserved: 0 };
    for n in 1..=pages {
        page(n, &mut tray).expect("page does not fit");
        if n % 4 == 0 {
            log("DEBUG", "engine", format_args!("job {}: {} pages, panicked at none, errors: 0", job, n));
        }
        if job == 31 && n == 3 {
            tray.reserved = 40;
            let ink: Result<u8, String> = Err("ink low:\n  cyan 0%\n  error: none, black 40%".into());
            ink.unwrap();
        }
    }
    pages
}

fn main() {
    log("INFO", "main", format_args!("spooler starts (fatal=0, pid file kept)"));
    let mut queue: VecDeque<(u32, u32)> = VecDeque::from(vec![(28, 8), (29, 14), (30, 5), (31, 6), (32, 2)]);
    let mut round = 0;
    while let Some((job, pages)) = queue.pop_front() {
        round += 1;
        let (tx, rx) = mpsc::channel();
        let h = thread::Builder::new()
            .name(format!("printer-{}", round))
            .spawn(move || {
                log("INFO", "job", format_args!("job {} begins, {} pages", job, pages));
                tx.send(print(job, pages)).unwrap();
                log("INFO", "job", format_args!("job {} ends", job));
            })
            .unwrap();
        match rx.recv_timeout(Duration::from_secs(5)) {
            Ok(n) => log("INFO", "main", format_args!("job {}: {} pages out", job, n)),
            Err(e) => log("WARN", "main", format_args!("job {}: no word from the printer ({})", job, e)),
        }
        if h.join().is_err() {
            log("ERROR", "main", format_args!("job {} is lost", job));
        }
        thread::sleep(Duration::from_millis(12));
    }
    log("INFO", "main", format_args!("spooler stops"));
}
