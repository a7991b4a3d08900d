//! What a window manager and a keyboard do to the app's window. There are none on a bare display.

use image::{Rgb, RgbImage};
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{
    AtomEnum, ClientMessageEvent, ConnectionExt, EventMask, ImageFormat, InputFocus, KEY_PRESS_EVENT,
    KEY_RELEASE_EVENT, MapState, Window,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;

use crate::app::App;

/// Asks it to close, as a click on its cross does.
pub fn close(app: &App) {
    let (display, window) = own(app);
    ask(&display, window);
}

/// Asks one of several to close.
pub fn close_one(app: &App) {
    let (display, windows) = all(app);
    assert!(windows.len() > 1, "there are several");
    ask(&display, windows[0]);
}

fn ask(display: &RustConnection, window: Window) {
    let (protocols, delete) = (atom(display, "WM_PROTOCOLS"), atom(display, "WM_DELETE_WINDOW"));
    let event = ClientMessageEvent::new(32, window, protocols, [delete, 0, 0, 0, 0]);
    // Checked: what was only sent goes with its connection when the server sees that first.
    display.send_event(false, window, EventMask::NO_EVENT, event).unwrap().check().unwrap();
}

/// Makes it the window that has the keyboard, whatever else is open.
pub fn activate(app: &App) {
    let (display, window) = own(app);
    display.set_input_focus(InputFocus::PARENT, window, x11rb::CURRENT_TIME).unwrap().check().unwrap();
}

/// What the windows are called.
pub fn titles(app: &App) -> Vec<String> {
    let (display, windows) = all(app);
    let (name, text) = (atom(&display, "_NET_WM_NAME"), atom(&display, "UTF8_STRING"));
    let title = |window| display.get_property(false, window, name, text, 0, 1024).unwrap().reply().unwrap().value;
    windows.into_iter().map(|window| String::from_utf8(title(window)).unwrap()).collect()
}

/// What the window shows, as far as it is on the display. WebDriver has pictures only of what a graphics card has drawn.
pub fn picture(app: &App) -> RgbImage {
    let (display, window) = own(app);
    let place = display.get_geometry(window).unwrap().reply().unwrap();
    let screen = display.get_geometry(place.root).unwrap().reply().unwrap();
    let width = place.width.min(screen.width.saturating_add_signed(-place.x));
    let height = place.height.min(screen.height.saturating_add_signed(-place.y));
    let image = display.get_image(ImageFormat::Z_PIXMAP, window, 0, 0, width, height, !0).unwrap().reply().unwrap();
    let mut pixels = image.data.chunks_exact(4).map(|pixel| Rgb([pixel[2], pixel[1], pixel[0]]));
    RgbImage::from_fn(width.into(), height.into(), |_, _| pixels.next().unwrap())
}

/// A keyboard of the display: its keys come as a person's do, without WebDriver's own work in the window.
#[derive(Debug)]
pub struct Keyboard {
    display: RustConnection,
    first: u8,
    per_key: usize,
    symbols: Vec<u32>,
}

impl Keyboard {
    /// The one that the app is listening to.
    pub fn open() -> Keyboard {
        let (display, _) = x11rb::connect(None).unwrap();
        let (first, last) = (display.setup().min_keycode, display.setup().max_keycode);
        let mapping = display.get_keyboard_mapping(first, last - first + 1).unwrap().reply().unwrap();
        Keyboard { first, per_key: mapping.keysyms_per_keycode.into(), symbols: mapping.keysyms, display }
    }

    /// Presses a key that needs no Shift.
    pub fn press(&self, letter: char) {
        let at = self.symbols.chunks(self.per_key).position(|key| key[0] == u32::from(letter)).unwrap();
        let code = self.first + u8::try_from(at).unwrap();
        for kind in [KEY_PRESS_EVENT, KEY_RELEASE_EVENT] {
            self.display
                .xtest_fake_input(kind, code, x11rb::CURRENT_TIME, x11rb::NONE, 0, 0, 0)
                .unwrap()
                .check()
                .unwrap();
        }
    }
}

fn own(app: &App) -> (RustConnection, Window) {
    let (display, found) = all(app);
    assert_eq!(found.len(), 1, "the app has one window");
    (display, found[0])
}

fn all(app: &App) -> (RustConnection, Vec<Window>) {
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
    (display, found)
}

fn atom(display: &RustConnection, name: &str) -> u32 {
    display.intern_atom(false, name.as_bytes()).unwrap().reply().unwrap().atom
}
