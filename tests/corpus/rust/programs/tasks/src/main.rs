//! Panics in tokio, rayon, futures and crossbeam.
use std::time::Duration;

async fn fetch(id: u32) -> u32 {
    tokio::time::sleep(Duration::from_millis(u64::from(id) * 20)).await;
    if id % 2 == 0 {
        panic!("order {id} has no customer");
    }
    id
}

fn quantity(text: &str) -> u32 {
    text.parse().expect("quantity")
}

#[tokio::main(flavor = "current_thread")]
async fn in_main() {
    println!("shop is open");
    fetch(2).await;
}

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn tasks() {
    for id in 1..=4 {
        match tokio::spawn(fetch(id)).await {
            Ok(id) => println!("order {id} fetched"),
            Err(e) => println!("order {id} lost: {e}"),
        }
    }
}

#[tokio::main(flavor = "multi_thread", worker_threads = 1)]
async fn unwrap_join() {
    let task = tokio::spawn(fetch(2));
    println!("got {}", task.await.unwrap());
}

#[tokio::main(flavor = "multi_thread", worker_threads = 1)]
async fn blocking() {
    let n = tokio::task::spawn_blocking(|| quantity("many")).await;
    println!("blocking task: panicked={}", n.is_err_and(|e| e.is_panic()));
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    match std::env::args().nth(1).unwrap_or_default().as_str() {
        "tokio-main" => in_main(),
        "tokio-tasks" => tasks(),
        "tokio-unwrap" => unwrap_join(),
        "tokio-blocking" => blocking(),
        "tokio-named" => {
            let rt = tokio::runtime::Builder::new_multi_thread().worker_threads(1).thread_name("shop io").enable_all().build()?;
            rt.block_on(async {
                let _ = tokio::spawn(fetch(2)).await;
            });
        }
        "tokio-no-runtime" => {
            tokio::spawn(fetch(1));
        }
        "tokio-nested" => {
            let rt = tokio::runtime::Runtime::new()?;
            rt.block_on(async { tokio::runtime::Runtime::new().unwrap().block_on(fetch(1)) });
        }
        "tokio-error" => {
            let rt = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            rt.block_on(async { tokio::time::timeout(Duration::from_millis(5), fetch(3)).await })?;
        }
        "tokio-join-error" => {
            let rt = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
            rt.block_on(async { tokio::spawn(fetch(2)).await })?;
        }
        "futures" => {
            futures::executor::block_on(async {
                let (tx, rx) = futures::channel::oneshot::channel::<u32>();
                drop(tx);
                println!("{}", rx.await.unwrap());
            });
        }
        "futures-pool" => {
            use futures::task::SpawnExt;
            let pool = futures::executor::ThreadPool::builder().pool_size(1).name_prefix("pool-").create()?;
            let handle = pool.spawn_with_handle(async { quantity("one") })?;
            println!("{}", futures::executor::block_on(handle));
        }
        "rayon" => {
            use rayon::prelude::*;
            rayon::ThreadPoolBuilder::new().num_threads(1).build_global()?;
            let sum: u32 = ["1", "2", "x3"].par_iter().map(|t| quantity(t)).sum();
            println!("{sum}");
        }
        "rayon-spawn" => {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(1).thread_name(|i| format!("cruncher-{i}")).build()?;
            pool.spawn(|| println!("{}", quantity("")));
            std::thread::sleep(Duration::from_millis(200));
        }
        "crossbeam" => {
            let r = crossbeam::scope(|s| {
                s.builder().name("picker".into()).spawn(|_| quantity("1O")).unwrap();
            });
            r.unwrap();
        }
        _ => std::process::exit(2),
    }
    Ok(())
}
