//! The bench in its states, in `target/screens`: both languages, themes and sizes, for people to look at.

use casebook_tests::app::Setup;
use casebook_tests::site::Site;

use super::beside;
use crate::screens;

const ZH: &str = "content/zh/case/river.md";
const EN: &str = "content/en/case/river.md";

fn block(title: &str, texts: &[&str], image: &str) -> String {
    let texts: String = texts.iter().map(|text| format!("        - content: {text}\n")).collect();
    format!("    - title: {title}\n      contentList:\n{texts}      image: {image}\n")
}

fn page(title: &str, summary: &str, blocks: &[String]) -> String {
    format!(
        "---\ntitle: {title}\ndescription: {summary}\nsection1:\n  title: {title}\n  content: {summary}\nsection2:\n  listLeft:\n{}  rightPart:\n    icon: /images/case/a.png\n    list:\n      - type: 1\n        content: {title}\n---\n",
        blocks.concat()
    )
}

/// Missing, out of date, the same, to be reviewed, told of by checks, alike, long, repeated; and a page that is empty.
fn site() -> Site {
    let site = Site::sample();
    let long = "平台把分布在多个数据中心的集群统一管理起来，业务团队在同一个界面里部署应用、查看监控与日志，运维团队则可以按项目分配资源与权限。".repeat(6);
    let source = |many: &str| {
        page(
            "河流科技",
            "一家做水文数据的公司。",
            &[
                block(
                    "公司介绍",
                    &[&format!("平台管理 {many} 个集群，运行稳定。"), "我们用**开源**的方式，见[文档](/docs/)。"],
                    "/images/case/a.png",
                ),
                block("背景", &[&long, "平台管理 57 个集群，运行稳定。"], ""),
                block("公司介绍", &["平台管理 57 个集群，运行稳定。", "谢谢大家。"], ""),
            ],
        )
    };
    let english = page(
        "River Technology",
        "A company for water data.",
        &[
            block("About the company", &["The platform runs 40 clusters steadily.", "We do it in the **open**, see the [docs](/docs/)."], "/images/case/a.png"),
            block("背景", &["The platform brings together clusters in several data centres, so that teams deploy, watch and read logs in one place. ".repeat(8).trim(), ""], ""),
            block("", &["It runs 75 machines  steadily。", "谢谢大家。"], ""),
        ],
    );
    site.write(ZH, source("42"));
    site.write(EN, english);
    site.write("translations/glossary.csv", "zh,en,note\n集群,cluster,\n平台,platform,Never “system”\n");
    // Confirmed from what the source said before.
    let made = casebook::translation::Made::new(
        casebook::translation::Role::Paragraph,
        "zh",
        "平台管理 40 个集群，运行稳定。",
        "The platform runs 40 clusters steadily.",
        false,
    );
    site.write("translations/en/case/river.jsonl", serde_json::to_string(&made).unwrap() + "\n");
    site.write(
        "content/zh/case/sea.md",
        page("海", "海上的数据。", &[block("平台", &["平台管理 33 个集群，运行稳定。"], "")]),
    );
    site.write(
        "content/en/case/sea.md",
        page("Sea", "Data at sea.", &[block("The platform", &["The platform runs 33 clusters steadily."], "")]),
    );
    site.write("content/zh/case/lake.md", source("42"));
    let empty =
        page("", "", &[block("", &["", ""], "/images/case/a.png"), block("", &["", ""], ""), block("", &["", ""], "")]);
    site.write("content/en/case/lake.md", empty);
    site
}

#[tokio::test]
async fn the_benchs_states_are_looked_at() {
    let folder = screens::folder();
    for (language, locale, theme, (width, height)) in screens::LOOKS {
        let site = site();
        let name = |what: &str| folder.join(format!("bench-{what}-{language}-{theme}-{width}.png"));
        let app = Setup::default().environment("LC_ALL", locale).site(&site.root()).page(EN).start().await;
        app.client.set_window_size(width, height).await.unwrap();
        app.find("main.form [data-card=banner]").await;
        app.run(&format!("document.documentElement.dataset.theme = {theme:?}")).await;
        app.key("Ctrl+t").await;
        app.find("main.rows [data-card=banner]").await;
        app.find("main.rows [data-state=stale]").await;
        app.run("document.querySelector('[data-state=stale]').closest('.line').querySelector('textarea').focus()")
            .await;
        app.find(".aids section[aria-busy=false]").await;
        app.screenshot(&name("stale")).await;
        app.run("[...document.querySelectorAll('main.rows .line')].find((line) => line.querySelector('.source').textContent.includes('数据中心')).querySelector('textarea').focus()").await;
        app.find(".aids section[aria-busy=false]").await;
        app.screenshot(&name("long")).await;
        // To the next text that is told of.
        app.key("F8").await;
        app.find("[data-check=termMissing]").await;
        app.find("[data-match] .then").await;
        app.screenshot(&name("checks")).await;
        let first = beside(&app, "公司介绍").await;
        app.focus(&first).await;
        app.find(".beside .repeat").await;
        app.screenshot(&name("repeats")).await;
        app.key("Ctrl+Shift+Enter").await;
        app.find(".toast").await;
        app.screenshot(&name("repeated")).await;
        // Another page, nothing of which is translated.
        app.save().await;
        app.run("document.querySelector('header.toolbar button').click()").await;
        crate::tour::open(&app, "content/en/case/lake.md").await;
        app.find("main.form [data-card=banner]").await;
        app.key("Ctrl+t").await;
        app.find("[data-match]").await;
        app.screenshot(&name("empty")).await;
        app.end().await;
    }
}
