// plain eyre: Error, Caused by and Location out of main
use eyre::{WrapErr,Result,eyre};
fn send()->Result<()>{ Err(eyre!("550 mailbox unavailable")) }
fn main()->Result<()>{ println!("mailer 1.2 ready"); send().wrap_err("could not deliver newsletter 42") }
