//! Arrows go one way: `cli → {read, parquet, remote, pipeline, stages…, aggregate, write} → stage → text`.

use std::collections::BTreeMap;
use std::process::Command;

use crate::support::{root, said};

/// Each room, and the rooms it may know.
const ROOMS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("stage", &["text"]),
    ("read", &["stage", "text"]),
    ("parquet", &["stage", "text"]),
    ("repair", &["stage", "text"]),
    ("language", &["stage", "text"]),
    ("attribute", &["stage", "text"]),
    ("boilerplate", &["stage", "text"]),
    ("entities", &["stage", "text"]),
    ("dedupe", &["stage", "text"]),
    ("aggregate", &["stage", "text"]),
    ("write", &["stage", "text"]),
    ("pipeline", &["stage", "text"]),
    ("remote", &["stage"]),
    ("train", &["attribute", "language", "boilerplate", "read", "stage"]),
];

/// Each heavy dependency, and the only rooms that may have it.
const HEAVY: &[(&str, &[&str])] = &[
    ("polars", &["newsmill-aggregate", "newsmill-write"]),
    ("polars-parquet", &["newsmill-parquet"]),
    // What lingua knows is in the table of `language`; it is the peer in its bench.
    ("lingua", &[]),
    ("rayon", &["newsmill", "newsmill-pipeline"]),
    ("rust_xlsxwriter", &["newsmill-write"]),
    ("html5gum", &["newsmill-read"]),
    ("trafilatura", &["newsmill-read"]),
    ("object_store", &["newsmill-remote"]),
    ("reqwest", &["newsmill-remote"]),
    ("tokio", &["newsmill-remote"]),
    ("clap", &["newsmill"]),
];

/// What each package of the workspace is built with, tests aside.
fn dependencies() -> BTreeMap<String, Vec<String>> {
    let mut cargo = Command::new(env!("CARGO"));
    let manifest = root().join("Cargo.toml");
    let said = said(
        cargo.args(["metadata", "--no-deps", "--offline", "--format-version", "1", "--manifest-path"]).arg(manifest),
    );
    assert_eq!(said.code, 0, "{}", said.err);
    let metadata: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    let name = |it: &serde_json::Value| it["name"].as_str().unwrap().to_owned();
    let built_with = |it: &serde_json::Value| {
        let all = it["dependencies"].as_array().unwrap().iter();
        all.filter(|it| it["kind"].is_null()).map(name).collect()
    };
    metadata["packages"].as_array().unwrap().iter().map(|it| (name(it), built_with(it))).collect()
}

#[test]
fn a_room_knows_only_the_rooms_below_it() {
    let packages = dependencies();
    assert_eq!(packages.len(), ROOMS.len() + 1, "a new room has its place in the map: {:?}", packages.keys());
    for (room, may_know) in ROOMS {
        for dependency in &packages[&format!("newsmill-{room}")] {
            if let Some(other) = dependency.strip_prefix("newsmill-") {
                assert!(may_know.contains(&other), "{room} must not know {other}");
            }
        }
    }
}

#[test]
fn heavy_dependencies_stay_where_they_are() {
    for (package, dependencies) in dependencies() {
        for (heavy, homes) in HEAVY {
            let has = dependencies.iter().any(|it| it == heavy);
            assert!(!has || homes.contains(&package.as_str()), "{package} must not depend on {heavy}");
        }
    }
}

/// What the default build has to do with networks: nothing that newsmill calls. polars 0.55 cannot
/// be had without its reader of addresses (`parquet` brings its streaming engine, that its file
/// cache, that `object_store` with HTTP), so hyper and rustls are in the binary; but it knows no
/// cloud, and no path that newsmill gives it is an address.
#[test]
fn the_default_build_talks_to_no_network() {
    let tree = |features: &[&str]| {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["tree", "--offline", "--locked", "--edges", "normal", "--prefix", "none", "--format", "{p} {f}"]);
        let said = said(cargo.arg("--manifest-path").arg(root().join("Cargo.toml")).args(features));
        assert_eq!(said.code, 0, "{}", said.err);
        let mut lines: Vec<String> = said.out.lines().map(|it| it.trim_end_matches(" (*)").to_owned()).collect();
        lines.sort();
        lines.dedup();
        lines
    };
    let plain = tree(&[]);
    assert!(!plain.iter().any(|it| it.starts_with("newsmill-remote ")));
    for store in plain.iter().filter(|it| it.starts_with("object_store ")) {
        let features: Vec<&str> = store.rsplit(' ').next().unwrap().split(',').collect();
        let clouds = ["aws", "azure", "gcp", "aws-base", "azure-base", "gcp-base"];
        assert!(!clouds.iter().any(|it| features.contains(it)), "{store}");
    }
    // Remote input adds crates and changes none: polars is not built again for it.
    let remote = tree(&["--features", "remote"]);
    assert!(remote.iter().any(|it| it.starts_with("newsmill-remote ")));
    let changed: Vec<&String> =
        plain.iter().filter(|it| !it.starts_with("newsmill ") && !remote.contains(it)).collect();
    assert!(changed.is_empty(), "{changed:?}");
}
