//! A small geocoding service: one listener, three workers, a shared cache.
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{mpsc, Arc, Mutex};
use std::thread;

use log::{debug, error, info, warn};

#[derive(Debug, Clone, Copy)]
struct Point {
    lat: f64,
    lon: f64,
}

type Cache = Arc<Mutex<HashMap<String, Point>>>;

fn parse_point(text: &str) -> Result<Point, String> {
    let mut parts = text.split(',');
    let lat = parts.next().unwrap();
    let lon = parts.next().expect("a point has two coordinates");
    let lat: f64 = lat.parse().map_err(|e| format!("latitude {lat:?}: {e}"))?;
    let lon: f64 = lon.parse().map_err(|e| format!("longitude {lon:?}: {e}"))?;
    Ok(Point { lat, lon })
}

fn put(cache: &Cache, key: &str, value: &str) -> Result<(), String> {
    let mut cache = cache.lock().unwrap();
    let point = parse_point(value)?;
    debug!("cached {key} = {point:?}");
    cache.insert(key.to_string(), point);
    Ok(())
}

fn respond(mut stream: TcpStream, status: &str, body: &str) {
    let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    if let Err(e) = stream.write_all(head.as_bytes()).and_then(|_| stream.write_all(body.as_bytes())) {
        warn!("client went away: {e}");
    }
}

fn handle(stream: TcpStream, cache: &Cache) {
    let mut line = String::new();
    if BufReader::new(&stream).read_line(&mut line).is_err() {
        return;
    }
    let path = line.split_whitespace().nth(1).unwrap_or("/").to_string();
    info!("GET {path}");
    let segments: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    match segments.as_slice() {
        ["put", key, value] => match put(cache, key, value) {
            Ok(()) => respond(stream, "204 No Content", ""),
            Err(e) => {
                error!("cannot store {key}: {e}");
                respond(stream, "400 Bad Request", &e);
            }
        },
        ["get", key] => {
            let found = cache.lock().unwrap().get(*key).copied();
            match found {
                Some(p) => respond(stream, "200 OK", &format!("{},{}", p.lat, p.lon)),
                None => respond(stream, "404 Not Found", "unknown place"),
            }
        }
        _ => respond(stream, "404 Not Found", "no such route"),
    }
}

fn main() {
    env_logger::init();
    let addr = std::env::var("GEOCODER_ADDR").unwrap_or("127.0.0.1:7811".into());
    let listener = TcpListener::bind(&addr).expect("cannot bind");
    info!("listening on {addr}");
    let cache: Cache = Arc::default();
    let (tx, rx) = mpsc::channel::<TcpStream>();
    let rx = Arc::new(Mutex::new(rx));
    for n in 1..=3 {
        let (rx, cache) = (rx.clone(), cache.clone());
        thread::Builder::new()
            .name(format!("worker-{n}"))
            .spawn(move || loop {
                let stream = rx.lock().unwrap().recv().unwrap();
                handle(stream, &cache);
            })
            .unwrap();
    }
    for stream in listener.incoming() {
        tx.send(stream.expect("accept")).unwrap();
    }
}
