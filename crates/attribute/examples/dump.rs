//! temporary
use newsmill_attribute::Attribute;
use newsmill_stage::*;
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let root = std::path::Path::new(&args[1]);
    let stage: Attribute = testing::build(root, "outlets = 'outlets.csv'\nmin-confidence = 0.0").unwrap();
    let mut paths: Vec<_> = std::fs::read_dir(&args[2]).unwrap().map(|it| it.unwrap().path()).collect();
    paths.sort();
    let verbose = args.len() > 3;
    let mut all = Vec::new();
    for path in paths {
        let name = path.file_stem().unwrap().to_string_lossy().to_string();
        if verbose && !name.contains(&args[3]) { continue; }
        let text = std::fs::read_to_string(&path).unwrap();
        let mut a = Article::from_text(&text);
        if verbose { a.ask_for_notes(); }
        if let Ok(l) = std::fs::read_to_string(path.with_extension("lang").to_string_lossy().replace("/pages_txt/", "/meta/")) {
            if !l.trim().is_empty() { a.set(columns::LANGUAGE, l.trim().to_owned()); }
        }
        if let Ok(l) = std::fs::read_to_string(path.with_extension("url").to_string_lossy().replace("/pages_txt/", "/meta/")) {
            if std::env::var("USE_URL").is_ok() { a.metadata.url = Some(l.trim().to_owned()); }
        }
        stage.process(&mut a, &mut Rows::default()).unwrap();
        println!("{}\t{}\t{}\t{:.3}\t{}\t{}\t{:.2}", name, a.get(columns::DATE_PUBLISHED).map(|d| d.to_string()).unwrap_or_default(),
            a.get(columns::DATE_BASIS).unwrap_or_default(), a.get(columns::DATE_CONFIDENCE).unwrap_or(0.0),
            a.get(columns::OUTLET_ID).unwrap_or_default(), a.get(columns::OUTLET_BASIS).unwrap_or_default(), a.get(columns::OUTLET_CONFIDENCE).unwrap_or(0.0));
        all.push((name.clone(), a.clone()));
        for (_, n) in a.notes() { println!("    {n}"); }
    }
    if std::env::var("DECIDE").is_ok() {
        let names: std::collections::BTreeMap<String, String> = all.iter().map(|it| (it.1.id.to_string(), it.0.clone())).collect();
        let articles: Vec<Article> = all.into_iter().map(|it| it.1).collect();
        for (_, r) in testing::decide(&stage, &articles).unwrap() {
            for (id, c, v) in r.values { println!("RULED {} {c} {v:?}", names[&id.to_string()]); }
        }
    }
}
