//! Builds what Tauri generates: the window's configuration, a permission for each command, the capabilities.

use std::{fs, path::Path};

fn main() {
    // The UI is embedded. A check of the Rust code alone needs no Node.
    let ui = Path::new("ui/dist/index.html");
    if !ui.exists() {
        let placed = fs::create_dir_all("ui/dist").and_then(|()| fs::write(ui, "The UI is not built: make run"));
        placed.unwrap_or_else(|error| println!("cargo:error=ui/dist: {error}"));
    }
    println!("cargo:rerun-if-changed=ui/dist");
    println!("cargo:rerun-if-changed=src-tauri/casebook/sample");
    // Without a policy file found here the app would build, and every command be refused at run time.
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    println!("cargo:rerun-if-changed=src-tauri/src/commands/names.rs");
    let commands = tauri_build::AppManifest::new().commands(include!("src/commands/names.rs"));
    let attributes =
        tauri_build::Attributes::new().app_manifest(commands).capabilities_path_pattern("src-tauri/capabilities/*");
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo:error={error:#}");
    }
}
