//! What a window manager does to the app's window. There is none on a bare display.

use casebook_tests::app::App;
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{AtomEnum, ClientMessageEvent, ConnectionExt, EventMask, InputFocus, MapState, Window};
use x11rb::rust_connection::RustConnection;

/// Asks it to close, as a click on its cross does.
pub(crate) fn close(app: &App) {
    let (display, window) = own(app);
    let (protocols, delete) = (atom(&display, "WM_PROTOCOLS"), atom(&display, "WM_DELETE_WINDOW"));
    let event = ClientMessageEvent::new(32, window, protocols, [delete, 0, 0, 0, 0]);
    // Checked: what was only sent goes with its connection when the server sees that first.
    display.send_event(false, window, EventMask::NO_EVENT, event).unwrap().check().unwrap();
}

/// Makes it the window that has the keyboard, whatever else is open.
pub(crate) fn activate(app: &App) {
    let (display, window) = own(app);
    display.set_input_focus(InputFocus::PARENT, window, x11rb::CURRENT_TIME).unwrap().check().unwrap();
}

fn own(app: &App) -> (RustConnection, Window) {
    let (display, screen) = x11rb::connect(None).unwrap();
    let (pid, protocols) = (atom(&display, "_NET_WM_PID"), atom(&display, "WM_PROTOCOLS"));
    let own = app.driver.app().unwrap();
    let windows = display.query_tree(display.setup().roots[screen].root).unwrap().reply().unwrap().children;
    let found: Vec<Window> = windows
        .into_iter()
        .filter(|window| {
            let of = |name, kind| display.get_property(false, *window, name, kind, 0, 32).unwrap().reply().unwrap();
            let is_own = of(pid, AtomEnum::CARDINAL).value32().and_then(|mut pid| pid.next()) == Some(own);
            let is_window = of(protocols, AtomEnum::ATOM).value_len > 0;
            let state = display.get_window_attributes(*window).unwrap().reply().unwrap().map_state;
            is_own && is_window && state == MapState::VIEWABLE
        })
        .collect();
    assert_eq!(found.len(), 1, "the app has one window");
    (display, found[0])
}

fn atom(display: &RustConnection, name: &str) -> u32 {
    display.intern_atom(false, name.as_bytes()).unwrap().reply().unwrap().atom
}
