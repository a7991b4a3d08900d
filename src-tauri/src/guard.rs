//! A panic in the core ends the command, not the app: it becomes a [`Failure`], and open pages survive.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::failure::Failure;

/// Runs `work` here and now. For edits: the shortest way from a key to the page.
pub(crate) fn guarded<T>(work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| Err(Failure::unexpected(words(&*panic))))
}

/// Runs `work` on a thread where it may wait for disks.
pub(crate) async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    let done = tauri::async_runtime::spawn_blocking(move || guarded(work)).await;
    done.unwrap_or_else(|error| Err(Failure::unexpected(error)))
}

fn words(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic)]

    use super::*;
    use crate::failure::FailureCode;

    #[test]
    fn a_panic_becomes_a_failure() {
        let failed: Result<(), _> = guarded(|| panic!("on purpose: {}", 1));
        let failure = failed.err();
        assert_eq!(failure, Some(Failure::from(FailureCode::Unexpected).with("message", "on purpose: 1")));
    }
}
