//! From bytes to the text of logical lines: what a terminal, an editor or a transport added is taken off.
//!
//! In: the raw bytes of whole lines, in order. Out: text without line ends, colour, byte order marks and NULs, always
//! valid UTF-8; and [`time`]s as logs print them. Refuses nothing: bytes that are no text become U+FFFD. Wrapper formats
//! (JSON, docker, CRI, journald) will have their place here, between the text of a line and its transport.

mod text;
pub mod time;

pub(crate) use text::clean;
pub use text::{Encoding, LineDecoder};
