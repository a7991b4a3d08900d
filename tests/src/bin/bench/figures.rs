//! What was measured, and on what.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

/// Notes how long ago a key was pressed, once the frame is there that shows what came of it: called before that frame is
/// drawn, as what comes after the frame is the first to know.
pub(crate) const SHOWN: &str = r#"
    window.keys = [];
    window.arrived = 0;
    window.shown = (event) => {
        const after = new MessageChannel();
        after.port1.onmessage = () => {
            window.keys.push(performance.now() - event.timeStamp);
            window.arrived += 1;
        };
        after.port2.postMessage(null);
    };
"#;

/// What the figures were taken on.
pub(crate) fn machine() {
    let first = |file: &str, key: &str| {
        let text = fs::read_to_string(file).unwrap_or_default();
        let line = text.lines().find(|line| line.starts_with(key)).unwrap_or_default();
        line.split_once([':', '=']).map_or("?", |(_, value)| value.trim().trim_matches('"')).to_owned()
    };
    let webkit = Command::new("pkg-config").args(["--modversion", "webkit2gtk-4.1"]).output();
    let webkit = webkit.map_or("?".into(), |output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    println!(
        "{} × {}, {}, {}, WebKitGTK {webkit}, load {}",
        std::thread::available_parallelism().map_or(0, usize::from),
        first("/proc/cpuinfo", "model name"),
        first("/proc/meminfo", "MemTotal"),
        first("/etc/os-release", "PRETTY_NAME"),
        fs::read_to_string("/proc/loadavg").unwrap_or_default().split(' ').next().unwrap_or("?"),
    );
}

/// When a process began, in milliseconds since 1970; whole hundredths of a second.
pub(crate) fn started(id: u32) -> f64 {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).unwrap();
    let ticks: f64 = stat.rsplit(')').next().unwrap().split_whitespace().nth(19).unwrap().parse().unwrap();
    let up: f64 = fs::read_to_string("/proc/uptime").unwrap().split(' ').next().unwrap().parse().unwrap();
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs_f64();
    (now - up + ticks / 100.0) * 1000.0
}

/// The memory of a process and all that it has started, in KB: shared pages count by their share.
pub(crate) fn memory(id: u32) -> u64 {
    let rollup = fs::read_to_string(format!("/proc/{id}/smaps_rollup")).unwrap_or_default();
    let own =
        rollup.lines().find_map(|line| line.strip_prefix("Pss:")?.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    let tasks = fs::read_dir(format!("/proc/{id}/task")).into_iter().flatten().flatten();
    let children = tasks.flat_map(|task| {
        let children = fs::read_to_string(task.path().join("children")).unwrap_or_default();
        children.split_whitespace().map(|child| child.parse().unwrap()).collect::<Vec<u32>>()
    });
    own.unwrap_or(0) + children.map(memory).sum::<u64>()
}

pub(crate) fn numbers(values: &Value) -> Vec<f64> {
    values.as_array().unwrap_or(&vec![json!(0)]).iter().map(|value| value.as_f64().unwrap()).collect()
}

pub(crate) fn report(name: &str, mut times: Vec<f64>) {
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((times.len() - 1) as f64 * share).round() as usize];
    println!(
        "{name}: median {:.0} ms, p95 {:.0} ms, worst {:.0} ms ({} times)",
        at(0.5),
        at(0.95),
        at(1.0),
        times.len()
    );
}

pub(crate) fn size() {
    let Some(program) = std::env::var_os("CASEBOOK_APP") else { return };
    let megabytes = |file: &Path| fs::metadata(file).map_or(0.0, |metadata| metadata.len() as f64 / 1e6);
    println!("program: {:.1} MB", megabytes(Path::new(&program)));
    let bundles = Path::new(&program).with_file_name("bundle").join("deb");
    for package in fs::read_dir(bundles).into_iter().flatten().flatten() {
        if package.path().extension().is_some_and(|ending| ending == "deb") {
            println!("package: {:.1} MB", megabytes(&package.path()));
        }
    }
}
