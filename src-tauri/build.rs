//! Builds what Tauri generates: the commands' permissions, the capabilities, the window's configuration.

fn main() {
    tauri_build::build();
}
