// Electricity meter poller; built with the distribution's rustc 1.63.
use std::fmt;

#[derive(Debug)]
enum BusError {
    Crc { want: u16, got: u16 },
}

impl fmt::Display for BusError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            BusError::Crc { want, got } => write!(f, "crc {:04x} != {:04x}", got, want),
        }
    }
}

struct Port {
    name: &'static str,
    open: bool,
    pending: Vec<u8>,
}

impl Port {
    fn read(&mut self, n: u16) -> Result<u16, BusError> {
        self.pending.push(n as u8);
        if n == 3 {
            return Err(BusError::Crc { want: 0x41c2, got: 0x41c3 });
        }
        self.pending.clear();
        Ok(n * 230)
    }
}

impl Drop for Port {
    fn drop(&mut self) {
        self.open = false;
        assert!(self.pending.is_empty(), "port {} closed with {} unread byte(s)", self.name, self.pending.len());
        eprintln!("meterd: {} closed", self.name);
    }
}

fn poll(name: &'static str, upto: u16) {
    let mut port = Port { name, open: true, pending: Vec::new() };
    for n in 1..=upto {
        let watt = port.read(n).unwrap();
        eprintln!("meterd: {} register {} = {} W", port.name, n, watt);
    }
}

fn main() {
    eprintln!("meterd: started");
    poll("ttyS0", 2);
    poll("ttyS1", 4);
}
