//! What the tests on real pages and in the running app share.
