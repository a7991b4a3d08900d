// The only file that calls the core. Each function is one command; its types are generated from Rust.
// All of them reject with a `Failure {code, params}`.

import { Channel, invoke } from '@tauri-apps/api/core';
import { listen, type UnlistenFn } from '@tauri-apps/api/event';
import { getCurrentWebviewWindow } from '@tauri-apps/api/webviewWindow';

import type {
  Action,
  Against,
  Ailment,
  Arguments,
  Asked,
  BenchOpened,
  BenchPages,
  BenchRows,
  BenchSeen,
  BenchView,
  CameBack,
  CaseDeed,
  CaseDone,
  CaseList,
  Change,
  Changes,
  Diff,
  ExchangeProgress,
  Failure,
  Found,
  FoundAll,
  FoundProblems,
  Gathered,
  Hit,
  Imported,
  Mend,
  Met,
  Opened,
  PageCounts,
  PageStyles,
  PageVersions,
  PairWith,
  Pasted,
  PickedLogo,
  Picture,
  PictureProgress,
  PictureTarget,
  Place,
  Remembered,
  Replaced,
  Saved,
  Sending,
  Settings,
  SiteStatus,
  SiteView,
  Sought,
  Start,
  Suggestion,
  Target,
  Verdict,
  Wanted,
  With,
} from './bindings';

export type * from './bindings';

export const start = () => invoke<Start>('start');
/** `title` is the dialog's. */
export const pickSite = (title: string) => invoke<SiteView | null>('pick_site', { title });
export const openSite = (path: string) => invoke<SiteView>('open_site', { path });
export const openSample = () => invoke<SiteView>('open_sample');
export const closeSite = () => invoke<void>('close_site');
/** Names at once; `found` hears of pages as they are read. */
export function listCases(found: (found: Found) => void): Promise<CaseList> {
  return invoke<CaseList>('list_cases', { found: new Channel(found) });
}
/** Where words stand in the texts of all pages. */
export const findAll = (wanted: Wanted) => invoke<FoundAll>('find_all', { wanted });
/** `chosen` holds the numbers of the places by page. One deed, taken back by `undoCase`; what cannot be changed is left, and told. */
export const replaceAll = (wanted: Wanted, by: string, chosen: Record<string, number[]>) =>
  invoke<Replaced>('replace_all', { wanted, by, chosen });
/** The paths of the pages whose texts hold every word. */
export const searchCases = (query: string) => invoke<string[]>('search_cases', { query });
/** Where the first word stands in some of them. */
export const hits = (query: string, paths: string[]) => invoke<Hit[]>('hits', { query, paths });
/** Checks all pages; how many problems each has. */
export const checkSite = () => invoke<PageCounts[]>('check_site');
/** Problems that were found then. */
export const findProblems = (sought: Sought, most: number) => invoke<FoundProblems>('find_problems', { sought, most });
/** A free file name for a company's case. */
export const suggestName = (company: string) => invoke<string>('suggest_name', { company });
/** What is wrong with a file name; `of` is the one that the case has now. */
export const checkName = (name: string, of: string | null) => invoke<Failure | null>('check_name', { name, of });
/** `title` is the dialog's. */
export const pickLogo = (title: string) => invoke<PickedLogo | null>('pick_logo', { title });
export const dropLogo = (bytes: ArrayBuffer, name: string) =>
  invoke<PickedLogo>('drop_logo', bytes, { headers: { 'casebook-name': encodeURIComponent(name) } });
export const planCase = (deed: CaseDeed) => invoke<CaseDone>('plan_case', { deed });
export const doCase = (deed: CaseDeed) => invoke<CaseDone>('do_case', { deed });
/** Whether there was something to take back. */
export const undoCase = () => invoke<boolean>('undo_case');
export const openPage = (path: string) => invoke<Opened>('open_page', { path });
export const edit = (doc: number, action: Action) => invoke<Change>('edit', { doc, action });
export const mends = (doc: number, of: Ailment | null) => invoke<Mend[]>('mends', { doc, of });
/** Problems that come from other pages, told anew. */
export const recheck = (doc: number) => invoke<Change>('recheck', { doc });
/** What other windows did to the page. */
export const hear = (doc: number) => invoke<Change>('hear', { doc });
/** Whether another window has the page open as well. */
export const isShared = (doc: number) => invoke<boolean>('is_shared', { doc });
/** What other pages say at such a place. */
export const suggestions = (doc: number, asked: Asked, typed: string) => invoke<Suggestion[]>('suggestions', { doc, asked, typed });
/** Puts a block, an item, a row or (null) the whole page on the system's clipboard. */
export const copy = (doc: number, id: number | null) => invoke<void>('copy', { doc, id });
export const paste = (doc: number, at: Target) => invoke<Pasted>('paste', { doc, at });
export const undo = (doc: number) => invoke<Change>('undo', { doc });
export const redo = (doc: number) => invoke<Change>('redo', { doc });
export const save = (doc: number) => invoke<Saved>('save', { doc });
export const keepMine = (doc: number) => invoke<Saved>('keep_mine', { doc });
export const takeTheirs = (doc: number) => invoke<Change>('take_theirs', { doc });
/** Takes in what others made of the file; a verdict decides what both changed. */
export const meet = (doc: number, verdict: Verdict | null) => invoke<Met>('meet', { doc, verdict });
/** Goes on with a page in another file. */
export const follow = (doc: number, path: string) => invoke<Opened>('follow', { doc, path });
export const compare = (doc: number, side: With) => invoke<Diff>('compare', { doc, with: side });
/** What changed, in words. */
export const changes = (doc: number, side: With) => invoke<Changes>('changes', { doc, with: side });
/** Earlier versions, older than the one named. */
export const versions = (doc: number, olderThan: string | null) => invoke<PageVersions>('versions', { doc, olderThan });
export const compareVersion = (doc: number, name: string, against: Against) => invoke<Diff>('compare_version', { doc, name, against });
export const restoreVersion = (doc: number, name: string) => invoke<Change>('restore_version', { doc, name });
export const revert = (doc: number) => invoke<Change>('revert', { doc });
export const closePage = (doc: number) => invoke<void>('close_page', { doc });
/** Gathers texts for a file; `tell` hears how far it is. */
export function gatherTexts(sending: Sending, tell: (progress: ExchangeProgress) => void): Promise<Gathered> {
  return invoke<Gathered>('gather_texts', { sending, progress: new Channel(tell) });
}
/** Asks where the file goes and writes what was gathered: its name. `title` is the dialog's. */
export const writeGathered = (name: string, title: string) => invoke<string | null>('write_gathered', { name, title });
/** Asks for the file that came back; for a table that was looked at, `into` says the language. `title` is the dialog's. */
export function lookAtReturned(into: string | null, title: string, tell: (progress: ExchangeProgress) => void): Promise<CameBack | null> {
  return invoke<CameBack | null>('look_at_returned', { into, title, progress: new Channel(tell) });
}
/** Takes in what was looked at, but for these units by page: one deed, taken back by `undoCase`. */
export const takeIn = (leftOut: Record<string, number[]>) => invoke<void>('take_in', { leftOut });
export const giveUpExchange = () => invoke<void>('give_up_exchange');
/** Which pages are held against each other when this one is opened for translating. */
export const benchPages = (path: string) => invoke<BenchPages>('bench_pages', { path });
/** Sets an open page beside the one that it is translated from; there is one bench. */
export const openBench = (doc: number, source: string) => invoke<BenchOpened>('open_bench', { doc, source });
export const benchView = () => invoke<BenchSeen>('bench_view');
/** The rows of these parts of the target, whose texts have changed. */
export const benchRows = (keys: string[]) => invoke<BenchRows>('bench_rows', { keys });
/** Says that a text is good, or that it is to be looked at again. */
export const confirmText = (key: string, place: Place, good: boolean) => invoke<BenchRows>('confirm_text', { key, place, good });
/** What was translated before like a source text, besides what its translation says. */
export const remembered = (place: Place, source: string, target: string) =>
  invoke<Remembered>('remembered', { place, source, target });
/** Says that what a check tells of a translation is meant so, or is not any more. */
export const ignoreFinding = (key: string, finding: string, target: string, on: boolean) =>
  invoke<BenchRows>('ignore_finding', { key, finding, target, on });
/** Adds a term to the site's glossary, or takes it back. */
export const setTerm = (source: string, target: string, on: boolean) => invoke<BenchView>('set_term', { source, target, on });
/** Pairs two pieces by hand; null leaves the source's alone. */
export const pairPieces = (source: number, target: PairWith) => invoke<BenchView>('pair_pieces', { source, with: target });
/** Puts a text in at other places, as one step. */
export const repeatText = (of: Place, at: Place[]) => invoke<Change>('repeat_text', { of, at });
export const followSource = () => invoke<Change>('follow_source');
/** After the target was saved. */
export const saveBench = () => invoke<BenchView>('save_bench');
export const closeBench = () => invoke<void>('close_bench');
export const translationStatus = () => invoke<SiteStatus>('translation_status');
/** What is unsaved on a page is not wanted: it does not come back. */
export const forgetDraft = (doc: number) => invoke<void>('forget_draft', { doc });
/** The pages with unsaved changes, open or not. */
export const listUnsaved = () => invoke<string[]>('list_unsaved');
/** Everything typed so far is on the disk. */
export const keepDrafts = () => invoke<void>('keep_drafts');
/** `title` is the dialog's. */
export const pickPicture = (target: PictureTarget, title: string) => invoke<Imported | null>('pick_picture', { target, title });
/** A picture that was dropped or pasted: its bytes are the body, all else goes into headers. */
export const importPicture = (target: PictureTarget, bytes: ArrayBuffer, name: string) =>
  invoke<Imported>('import_picture', bytes, {
    headers: { 'casebook-target': encodeURIComponent(JSON.stringify(target)), 'casebook-name': encodeURIComponent(name) },
  });
/** The picture in the system's clipboard; null when there is none. */
export const pastePicture = (target: PictureTarget) => invoke<Imported | null>('paste_picture', { target });
export const cancelPicture = (job: number) => invoke<void>('cancel_picture', { job });
export const keepOriginal = (target: PictureTarget) => invoke<Imported>('keep_original', { target });
export const listPictures = () => invoke<Picture[]>('list_pictures');
export const renamePicture = (path: string, name: string) => invoke<string>('rename_picture', { path, name });
export const replacePicture = (path: string, job: number, title: string) =>
  invoke<Imported | null>('replace_picture', { path, job, title });
export const shrinkPicture = (path: string, job: number) => invoke<Imported>('shrink_picture', { path, job });
export const deletePictures = (paths: string[]) => invoke<void>('delete_pictures', { paths });
export const keepSettings = (settings: Settings) => invoke<void>('keep_settings', { settings });
export const allowRemotePictures = (on: boolean) => invoke<SiteView>('allow_remote_pictures', { on });
/** The site's styles for pages that name `sheet`; null when those under the number `known` are current. */
export const styles = (sheet: string, known: number | null) => invoke<PageStyles | null>('styles', { sheet, known });
/** Another window on the open site: on a page of it, or on its cases. */
export const openWindow = (page: string | null) => invoke<void>('open_window', { page });
/** With the last window the app ends. */
export const closeWindow = () => invoke<void>('close_window');
/** All windows close; those with something unsaved ask first. */
export const quit = () => invoke<void>('quit');

/** What this window is told, and what all are. */
const told = <What>(event: string, then: (what: What) => void): Promise<UnlistenFn> =>
  listen<What>(event, ({ payload }) => then(payload), { target: { kind: 'WebviewWindow', label: getCurrentWebviewWindow().label } });

/** The window is closing while something unsaved would go with it. */
export const onCloseRequested = (then: () => void) => told('close-requested', then);
/** The app was started once more, on a site (none when it is open) and a page. */
export const onAsked = (then: (asked: Arguments) => void) => told('asked', then);
/** The file of the open page with this number is not what was read or saved. */
export const onPageOutside = (then: (doc: number) => void) => told('page-outside', then);
/** Others added, changed or removed pages or pictures of the site. */
export const onCasesOutside = (then: () => void) => told('cases-outside', then);
/** Another window did something to the open page with this number. */
export const onPageChanged = (then: (doc: number) => void) => told('page-changed', then);
/** In another window, or by others, something was said of the translation of a page. */
export const onBenchOutside = (then: (path: string) => void) => told('bench-outside', then);
/** Another window went on with it in another file. */
export const onPageMoved = (then: (doc: number, path: string) => void) =>
  told<[number, string]>('page-moved', ([doc, path]) => then(doc, path));
/** Another window did something to its file as a whole, and it is not open any more. */
export const onPageClosed = (then: (doc: number) => void) => told('page-closed', then);
/** Another window went to another site, or closed this one. */
export const onSiteChanged = (then: () => void) => told('site-changed', then);
/** Another window changed settings. */
export const onSettings = (then: (settings: Settings) => void) => told('settings', then);
/** Another window allowed or forbade pictures from other servers. */
export const onRemotePictures = (then: () => void) => told('remote-pictures', then);
/** What is typed cannot be kept safe any more; null when it can again. */
export const onDraftTrouble = (then: (why: Failure | null) => void) => told('draft-trouble', then);
/** How far a picture is on its way into the site. */
export const onPictureProgress = (then: (progress: PictureProgress) => void) => told('picture-progress', then);

/** A picture of the site in small, for lists; `state` changes when the picture does. */
export const thumbnailUrl = (path: string, side: number, state: string | number) =>
  `${pictureUrl(path)}?thumb=${side}&state=${state}`;

/** Where the app shows one of the site's pictures from; remote addresses stay as they are. */
export function pictureUrl(path: string): string {
  if (/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(path)) return path;
  const pictures = navigator.userAgent.includes('Windows') ? 'http://site.localhost/' : 'site://localhost/';
  return pictures + path.replace(/[?#].*$/, '').replace(/^\.?\/+/, '').split('/').map(encoded).join('/');
}

/** Addresses come with and without percent signs. */
function encoded(name: string): string {
  try {
    return encodeURIComponent(decodeURIComponent(name));
  } catch {
    return encodeURIComponent(name);
  }
}
