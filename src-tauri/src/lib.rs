//! The desktop shell: the window, what the UI can call, the system's dialogs. The only code that knows Tauri; what a
//! case is and how it is kept is [`casebook`]'s.

mod agency;
mod aids;
mod arguments;
mod bench;
mod border;
mod cases;
mod clipboard;
mod closing;
mod commands;
mod csp;
mod deeds;
mod dialogs;
mod drafts;
mod failure;
mod guard;
mod imports;
mod instance;
mod menu;
mod news;
mod page;
mod pictures;
mod session;
mod settings;
mod shared;
mod styles;
mod thumbnails;
mod watch;
mod window;

#[cfg(test)]
mod bad_input;
#[cfg(test)]
mod bindings;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod fixture;
#[cfg(test)]
mod kills;
#[cfg(test)]
mod permissions;

use std::env;
use std::path::PathBuf;

use tauri::{App, Emitter, Manager};

use arguments::Arguments;
use imports::Imports;
use instance::Instance;
use session::Session;
use thumbnails::Thumbnails;

/// Runs the app until its window is closed.
pub fn run() -> tauri::Result<()> {
    if styles::has_compiled(env::args_os().skip(1)) {
        return Ok(());
    }
    let mut builder = tauri::Builder::default()
        .register_asynchronous_uri_scheme_protocol("site", pictures::serve)
        .setup(|app| Ok(set_up(app)?))
        .invoke_handler(tauri::generate_handler![
            commands::app::start,
            commands::app::keep_settings,
            commands::app::open_window,
            commands::app::close_window,
            commands::app::quit,
            commands::site::pick_site,
            commands::site::open_site,
            commands::site::open_sample,
            commands::site::close_site,
            commands::site::list_cases,
            commands::site::search_cases,
            commands::site::hits,
            commands::case::find_all,
            commands::case::replace_all,
            commands::site::check_site,
            commands::site::find_problems,
            commands::site::allow_remote_pictures,
            commands::site::styles,
            commands::case::suggest_name,
            commands::case::check_name,
            commands::case::pick_logo,
            commands::case::drop_logo,
            commands::case::plan_case,
            commands::case::do_case,
            commands::case::undo_case,
            commands::page::open_page,
            commands::page::edit,
            commands::page::mends,
            commands::page::recheck,
            commands::page::hear,
            commands::page::is_shared,
            commands::page::copy,
            commands::page::paste,
            commands::page::suggestions,
            commands::page::undo,
            commands::page::redo,
            commands::page::save,
            commands::page::keep_mine,
            commands::page::take_theirs,
            commands::page::meet,
            commands::page::follow,
            commands::page::compare,
            commands::page::changes,
            commands::page::versions,
            commands::page::compare_version,
            commands::page::restore_version,
            commands::page::revert,
            commands::page::close_page,
            commands::agency::gather_texts,
            commands::agency::write_gathered,
            commands::agency::look_at_returned,
            commands::agency::take_in,
            commands::agency::give_up_exchange,
            commands::bench::bench_pages,
            commands::bench::open_bench,
            commands::bench::bench_view,
            commands::bench::bench_rows,
            commands::bench::confirm_text,
            commands::bench::remembered,
            commands::bench::ignore_finding,
            commands::bench::set_term,
            commands::bench::pair_pieces,
            commands::bench::follow_source,
            commands::bench::repeat_text,
            commands::bench::save_bench,
            commands::bench::close_bench,
            commands::bench::translation_status,
            commands::page::forget_draft,
            commands::page::list_unsaved,
            commands::page::keep_drafts,
            commands::pictures::pick_picture,
            commands::pictures::import_picture,
            commands::pictures::paste_picture,
            commands::pictures::cancel_picture,
            commands::pictures::keep_original,
            commands::pictures::list_pictures,
            commands::pictures::rename_picture,
            commands::pictures::replace_picture,
            commands::pictures::shrink_picture,
            commands::pictures::delete_pictures,
        ]);
    if cfg!(target_os = "macos") {
        builder = builder.menu(menu::bar).on_menu_event(|app, event| menu::chosen(app, &event));
    }
    builder.build(tauri::generate_context!())?.run(|app, event| closing::on_event(app, &event));
    Ok(())
}

fn set_up(app: &mut App) -> tauri::Result<()> {
    let own = env::var_os("CASEBOOK_CONFIG_DIR").map(PathBuf::from);
    let config = own.clone().map_or_else(|| app.path().app_config_dir(), Ok)?;
    let data = own.map_or_else(|| app.path().app_data_dir(), Ok)?;
    let arguments = Arguments::read(env::args_os().skip(1));
    let Some(instance) = Instance::first(&config, &arguments) else { std::process::exit(0) };
    app.manage(Imports::default());
    app.manage(Thumbnails::default());
    let session = Session::new(&config, &data, arguments);
    let handle = app.handle().clone();
    instance.listen(move |arguments| window::come_forward(&handle, arguments));
    let handle = app.handle().clone();
    session.on_news(move |news| window::tell(&handle, news));
    let handle = app.handle().clone();
    watch::begin(&session, move |news| window::tell(&handle, &news));
    let window = app.handle().clone();
    session.on_draft_trouble(move |failure| drop(window.emit("draft-trouble", failure)));
    app.manage(session);
    window::open(app, &config)
}
