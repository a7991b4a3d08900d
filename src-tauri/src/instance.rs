//! One app for one person: a second start hands over what it was asked for, and ends.
//!
//! The first is whoever holds the lock of a file in the configuration folder; the lock ends with its process, however that
//! ends. What is asked for comes as files beside it. So instances are told apart by their configuration, which a session
//! bus or a name in the system would not do.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use crate::arguments::Arguments;

/// How long a second start waits to be heard. The first one may hang, or be about to end.
const PATIENCE: Duration = Duration::from_secs(4);
/// How often requests are looked for.
const PAUSE: Duration = Duration::from_millis(150);

/// The first instance.
#[derive(Debug)]
pub(crate) struct Instance {
    /// None where the folder knows no locks: then each start is the first.
    lock: Option<File>,
    requests: PathBuf,
}

impl Instance {
    /// Becomes the first instance on a configuration folder. None when there is one, and it has taken the request.
    pub(crate) fn first(config: &Path, arguments: &Arguments) -> Option<Instance> {
        let requests = config.join("requests");
        let alone = |lock| Some(Instance { lock, requests: requests.clone() });
        let Ok(file) = lock_file(config) else { return alone(None) };
        match file.try_lock() {
            Ok(()) => {
                // Nobody has heard these, and whoever wrote them has stopped waiting.
                let _ = fs::remove_dir_all(&requests);
                return alone(Some(file));
            }
            Err(TryLockError::Error(_)) => return alone(None),
            Err(TryLockError::WouldBlock) => {}
        }
        // The first one runs in another folder.
        let site = arguments.site.as_ref().and_then(|site| std::path::absolute(site).ok());
        let Ok(request) = put(&requests, &Arguments { site, ..arguments.clone() }) else { return alone(None) };
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            if !request.exists() {
                return None;
            }
            if file.try_lock().is_ok() {
                let _ = fs::remove_file(&request);
                return alone(Some(file));
            }
            thread::sleep(Duration::from_millis(20));
        }
        // Better two than none.
        let _ = fs::remove_file(&request);
        alone(None)
    }

    /// Hears of later starts, as long as the process lasts.
    pub(crate) fn listen(self, asked: impl Fn(Arguments) + Send + 'static) {
        let Instance { lock: Some(lock), requests } = self else { return };
        thread::spawn(move || {
            // Held as long as this thread lives.
            let _lock = lock;
            loop {
                taken(&requests).into_iter().for_each(&asked);
                thread::sleep(PAUSE);
            }
        });
    }
}

fn lock_file(config: &Path) -> io::Result<File> {
    fs::create_dir_all(config)?;
    OpenOptions::new().write(true).create(true).truncate(false).open(config.join("instance.lock"))
}

/// A request as a file: whole, or not there.
fn put(requests: &Path, arguments: &Arguments) -> io::Result<PathBuf> {
    fs::create_dir_all(requests)?;
    let mut file = tempfile::Builder::new().suffix(".new").tempfile_in(requests)?;
    serde_json::to_writer(&mut file, arguments)?;
    let path = file.path().with_extension("json");
    file.persist(&path).map_err(|error| error.error)?;
    Ok(path)
}

fn taken(requests: &Path) -> Vec<Arguments> {
    let entries = fs::read_dir(requests).into_iter().flatten().flatten().map(|entry| entry.path());
    let files = entries.filter(|path| path.extension().is_some_and(|end| end == "json"));
    files
        .filter_map(|path| {
            let request = fs::read(&path).ok();
            fs::remove_file(&path).ok()?;
            serde_json::from_slice(&request?).ok()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::sync::mpsc;

    use super::*;

    #[test]
    fn the_second_is_heard_by_the_first_and_ends() {
        let config = tempfile::tempdir().unwrap();
        let first = Instance::first(config.path(), &Arguments::default()).unwrap();
        let (say, hear) = mpsc::channel();
        first.listen(move |arguments| {
            let _ = say.send(arguments);
        });
        let arguments = Arguments { site: Some("/my site".into()), page: Some("content/zh/case/a.md".to_owned()) };
        assert!(Instance::first(config.path(), &arguments).is_none());
        assert_eq!(hear.recv_timeout(PATIENCE).unwrap(), arguments);
    }

    #[test]
    fn another_configuration_is_another_app() {
        let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let first = Instance::first(one.path(), &Arguments::default()).unwrap();
        let second = Instance::first(other.path(), &Arguments::default()).unwrap();
        assert!(first.lock.is_some() && second.lock.is_some());
    }

    #[test]
    fn one_that_ends_makes_room_and_one_that_hangs_keeps_nobody_waiting() {
        let config = tempfile::tempdir().unwrap();
        let first = Instance::first(config.path(), &Arguments::default()).unwrap();
        // Nobody listens.
        let second = Instance::first(config.path(), &Arguments::default()).unwrap();
        assert!(second.lock.is_none());
        drop(first);
        assert!(Instance::first(config.path(), &Arguments::default()).unwrap().lock.is_some());
        assert!(fs::read_dir(config.path().join("requests")).is_err(), "nothing is left lying about");
    }
}
