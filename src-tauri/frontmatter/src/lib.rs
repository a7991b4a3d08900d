//! Lossless edits of YAML front matter.
