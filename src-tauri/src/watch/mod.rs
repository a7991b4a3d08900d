//! Notices what others do to the open site's files: an editor, `git pull`, a program that keeps folders alike.
//!
//! What counts is what is seen by looking, and compared by content. Looking is done when the system says that something
//! happened ([`Ears`]), and else every so often: events do not arrive from folders on a network, nor from what was
//! mounted, linked or made anew meanwhile. Nothing is changed here, only told.

mod ears;
mod eyes;

use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use crate::news::News;
use crate::session::Session;
use ears::Ears;
use eyes::Eyes;

/// What the system says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hint {
    Page,
    Picture,
}

/// The longest time without a look at the open pages.
const PAUSE: Duration = Duration::from_millis(400);
/// And where what was seen may be half of something.
const SOON: Duration = Duration::from_millis(100);
/// Hints that come closer together than this are of one deed; no deed is waited for longer than `LONGEST`.
const QUIET: Duration = Duration::from_millis(40);
const LONGEST: Duration = Duration::from_millis(250);

/// Watches on a thread of its own, as long as there is a session.
pub(crate) fn begin(session: &Session, tell: impl Fn(News) + Send + 'static) {
    let session = session.weak();
    thread::spawn(move || {
        let (say, hints) = mpsc::channel();
        let (mut ears, mut eyes) = (Ears::new(say), Eyes::default());
        loop {
            let heard = listen(&hints, if eyes.are_waiting() { SOON } else { PAUSE });
            let Some(session) = session.get() else { return };
            match session.site() {
                Ok(site) => {
                    ears.turn_to(&site);
                    eyes.look(&session, &site, &heard).into_iter().for_each(&tell);
                }
                Err(_) => {
                    ears.turn_away();
                    eyes = Eyes::default();
                }
            }
        }
    });
}

/// Waits for hints, and then until they cease; nothing when none came in time.
fn listen(hints: &Receiver<Hint>, pause: Duration) -> Vec<Hint> {
    let Ok(first) = hints.recv_timeout(pause) else { return Vec::new() };
    let (mut heard, begun) = (vec![first], Instant::now());
    while begun.elapsed() < LONGEST {
        match hints.recv_timeout(QUIET) {
            Ok(hint) if heard.contains(&hint) => {}
            Ok(hint) => heard.push(hint),
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
        }
    }
    heard
}

#[cfg(test)]
mod tests;
