//! What is written, held against the OASIS schemas and read, translated and written by the Translate Toolkit, in the
//! programs that `scripts/translation-tools` brings.

use std::path::{Path, PathBuf};
use std::process::Command;

use casebook::translation::exchange::{PageTexts, Version, plan, read, tmx, xliff};

use crate::exchange::{page, units};

/// The tools' folder; none, and a word about it, where they are not there.
fn tools() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/translation-tools");
    if folder.join("ready").is_file() {
        return Some(folder);
    }
    eprintln!("no tools at {}: run scripts/translation-tools; not looked at", folder.display());
    None
}

fn python(tools: &Path, script: &str, files: &[&Path]) -> String {
    let output = Command::new(tools.join("bin/python")).args(["-c", script]).args(files).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn what_is_written_is_valid_by_the_schemas() {
    let Some(tools) = tools() else { return };
    let folder = tempfile::tempdir().unwrap();
    let empty = PageTexts { segments: Vec::new(), ..page(&units()) };
    let pages = [page(&units()), PageTexts { page: "content/zh/case/b.md".to_owned(), ..page(&units()[..2]) }, empty];
    for (version, schema) in [(Version::Xliff12, "xliff-core-1.2-strict.xsd"), (Version::Xliff21, "xliff-core-2.0.xsd")]
    {
        // A file without a text is none by 2.1.
        let pages = if version == Version::Xliff21 { &pages[..2] } else { &pages[..] };
        let file = folder.path().join("a.xlf");
        std::fs::write(&file, xliff(version, pages)).unwrap();
        let script = "import sys\nfrom lxml import etree\n\
            schema = etree.XMLSchema(etree.parse(sys.argv[1]))\n\
            schema.assertValid(etree.parse(sys.argv[2]))\nprint('valid')";
        assert_eq!(python(&tools, script, &[&tools.join(schema), &file]).trim(), "valid");
    }
}

#[test]
fn another_program_translates_and_its_file_comes_back() {
    let Some(tools) = tools() else { return };
    let folder = tempfile::tempdir().unwrap();
    let page = page(&units());
    // Codes it knows in XLIFF 1.2 only.
    for (version, module, copies) in
        [(Version::Xliff12, "xliff.xlifffile", "True"), (Version::Xliff21, "xliff2.Xliff2File", "False")]
    {
        let (sent, came) = (folder.path().join("sent.xlf"), folder.path().join("came.xlf"));
        std::fs::write(&sent, xliff(version, std::slice::from_ref(&page))).unwrap();
        // Texts without codes get words, one with codes keeps its own as the program knows them.
        let script = format!(
            "import sys\nfrom translate.storage import xliff, xliff2\n\
            store = {module}.parsefile(sys.argv[1])\n\
            for unit in store.units:\n\
            \x20   if unit.source and unit.source.startswith('背景'):\n\
            \x20       unit.target = 'Back < story & more'\n\
            \x20   elif {copies} and '快' in (unit.source or ''):\n\
            \x20       unit.rich_target = unit.rich_source\n\
            store.savefile(sys.argv[2])\nprint(len([u for u in store.units if u.source]))"
        );
        let count = python(&tools, &script, &[&sent, &came]);
        assert_eq!(count.trim(), page.segments.len().to_string(), "{version:?}");
        let returned = read(&std::fs::read(&came).unwrap()).unwrap();
        let plan = plan(&returned[0], &page);
        let afters: Vec<&str> = plan.changes.iter().map(|change| change.after.as_str()).collect();
        let mut expected = vec!["Back < story & more"; 2];
        if copies == "True" {
            expected.insert(0, units()[2].source_text().unwrap().to_owned().leak());
        }
        assert_eq!((afters, plan.told), (expected, vec![]), "{version:?}");
    }
}

#[test]
fn memories_are_read_by_another_program_and_its_own_by_us() {
    let Some(tools) = tools() else { return };
    let folder = tempfile::tempdir().unwrap();
    let (ours, theirs) = (folder.path().join("a.tmx"), folder.path().join("b.tmx"));
    let pairs = [("青鹭 & <上海>", "Qinglu & <Shanghai>"), ("用**强**", "Use **strong**")];
    let pairs = pairs.map(|(source, target)| tmx::Pair { source, target, markdown: true, page: "a.md" });
    std::fs::write(&ours, tmx::write("zh", "en", pairs)).unwrap();
    let script = "import sys\nfrom translate.storage import tmx\n\
        store = tmx.tmxfile.parsefile(sys.argv[1])\n\
        store.addtranslation('云', 'zh', 'cloud & <more>', 'en')\nstore.savefile(sys.argv[2])\n\
        print('|'.join(unit.source + '=' + unit.target for unit in store.units))";
    let told = python(&tools, script, &[&ours, &theirs]);
    assert!(told.starts_with("青鹭 & <上海>=Qinglu & <Shanghai>|用"), "{told}");
    let all = tmx::read(&std::fs::read(&theirs).unwrap()).unwrap();
    assert_eq!(all.len(), 3);
    assert_eq!(all[1].texts[1].1, "Use **strong**");
    assert_eq!(all[2].texts[1], ("en".to_owned(), "cloud & <more>".to_owned()));
}
