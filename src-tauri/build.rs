//! Builds what Tauri generates: the window's configuration, a permission for each command, the capabilities.

fn main() {
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
