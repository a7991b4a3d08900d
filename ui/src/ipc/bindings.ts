// Written from the Rust types until they are generated into this file.

export type Id = number;

export type Place = { owner: Id, keys: Array<string>, };

export type FieldState = "missing" | "empty" | "text" | "number" | "flag" | "structure";

export type Field = { place: Place, state: FieldState, text: string, };

export type OtherField = { name: Array<string>, } & Field;

export type PageKind = "case" | "list";

export type BlockKind = "text" | "results" | "quote";

export type ItemKind = "paragraph" | "heading" | "link" | "line" | "stray";

export type Special = { text: Field, level: Field, link: Field, bold: Field, color: Field, };

export type Item = { id: Id, kind: ItemKind, special: Special | null, content: Field, other: Array<OtherField>, };

export type Block = { id: Id, kind: BlockKind, title: Field, list: Place, items: Array<Item>, image: Field, content: Field, author: Field, other: Array<OtherField>, };

export type Row = { id: Id, title: Field, content: Field, other: Array<OtherField>, };

export type Part = { "part": "head", title: Field, description: Field, css: Field, } | { "part": "banner", title: Field, content: Field, image: Field, other: Array<OtherField>, } | { "part": "block" } & Block | { "part": "panel", icon: Field, list: Place, rows: Array<Row>, other: Array<OtherField>, } | { "part": "other", fields: Array<OtherField>, body: string, };

export type PartView = { key: string, html: string, problems: Array<Problem>, } & Part;

export type Page = { kind: PageKind, head: PartView, banner: PartView, list: Place, blocks: Array<PartView>, panel: PartView, other: PartView, html: string, };

export type Level = "error" | "warning" | "hint";

export type Problem = { level: Level, code: string, params: { [key in string]: string }, place: Place | null, line: number, column: number, };

export type New = "textBlock" | "resultsBlock" | "quoteBlock" | "paragraph" | "heading" | "link" | "line" | "row";

export type Action = { "do": "setText", place: Place, text: string, } | { "do": "setFlag", place: Place, on: boolean, } | { "do": "setNumber", place: Place, value: number | null, } | { "do": "removeKey", place: Place, } | { "do": "insert", list: Place, index: number, new: New, } | { "do": "delete", id: Id, } | { "do": "duplicate", id: Id, } | { "do": "move", id: Id, to: number, } | { "do": "setBlockKind", id: Id, kind: BlockKind, } | { "do": "setItemKind", id: Id, kind: ItemKind, } | { "do": "setSource", text: string, };

export type Fault = { code: string, params: { [key in string]: string }, line: number, column: number, };

export type View = { "as": "form", page: Page, } | { "as": "source", text: string, fault: Fault, } | { "as": "readOnly", text: string, code: string, };

export type Deed = "typing" | "setting" | "adding" | "deleting" | "duplicating" | "moving" | "converting" | "replacing";

export type Status = { revision: number, dirty: boolean, changes: number, undo: Deed | null, redo: Deed | null, };

export type Patch = { "op": "view", view: View, } | { "op": "part", part: PartView, } | { "op": "insert", index: number, part: PartView, } | { "op": "remove", id: Id, } | { "op": "move", id: Id, to: number, };

export type Change = { patches: Array<Patch>, status: Status, focus: Place | null, };

export type Failure = { code: string, params: { [key in string]: string }, };

export type Language = { code: string, name: string, folder: string, };

export type SiteView = { root: string, name: string, languages: Array<Language>, remotePictures: boolean, sample: boolean, };

export type RecentSite = { root: string, name: string, opened: number, };

export type UiLanguage = "system" | "zh" | "en";

export type Theme = "system" | "light" | "dark";

export type PreviewWidth = "desktop" | "tablet" | "phone";

export type Settings = { language: UiLanguage, theme: Theme, recent: Array<RecentSite>, panes: { [key in string]: number }, folded: { [key in string]: boolean }, previewWidth: PreviewWidth, lastPage: { [key in string]: string }, };

export type Start = { settings: Settings, site: SiteView | null, page: string | null, failure: Failure | null, systemLanguage: string, version: string, };

export type CasePage = { language: string, path: string, company: string, title: string, logo: string, state: "ok" | "broken" | "readOnly", modified: number | null, };

export type CaseRow = { slug: string, pages: Array<CasePage>, };

export type CaseList = { cases: Array<CaseRow>, lists: Array<CasePage>, };

export type Opened = { doc: number, path: string, language: string, view: View, status: Status, };

export type Saved = { "kind": "saved", status: Status, } | { "kind": "conflict", theirs: Theirs, };

export type Theirs = "changed" | "gone";

export type With = "saved" | "disk";

export type DiffKind = "same" | "added" | "removed" | "skipped";

export type DiffLine = { kind: DiffKind, old: number | null, new: number | null, text: string, };

export type Diff = { lines: Array<DiffLine>, };
