//! Heartbeat.
