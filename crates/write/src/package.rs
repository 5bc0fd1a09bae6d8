//! `datapackage.json`: what the files are and what their columns hold, for programs (Frictionless
//! Data Package, version 2).

use newsmill_stage::{Field, Kind, TableSchema};
use serde_json::{Value, json};

use crate::press::Formats;

const PROFILES: &str = "https://datapackage.org/profiles/2.0";

/// The content of `datapackage.json` for these tables in these formats.
pub fn data_package(tables: &[TableSchema], formats: &Formats) -> Value {
    let mut resources = Vec::new();
    for table in tables {
        resources.extend(formats.csv.map(|it| csv(table, it.delimiter())));
        resources.extend(formats.parquet.then(|| parquet(table, formats.csv.is_some())));
    }
    json!({
        "$schema": format!("{PROFILES}/datapackage.json"),
        "name": "newsmill",
        "description": "Mentions by outlet and date, and the articles behind them. \
            In CSV, a text that a spreadsheet would take for a formula has an apostrophe in front; Parquet is exact. \
            Lists in a cell are separated by ' | '.",
        "resources": resources,
    })
}

fn csv(table: &TableSchema, delimiter: char) -> Value {
    json!({
        "$schema": format!("{PROFILES}/dataresource.json"),
        "name": table.name,
        "type": "table",
        "description": table.about,
        "path": format!("{}.csv", table.name),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {
            "$schema": format!("{PROFILES}/tabledialect.json"),
            "delimiter": delimiter.to_string(),
            "lineTerminator": "\r\n",
        },
        "schema": schema(table),
    })
}

/// Two resources cannot have the same name: beside a CSV file, this one says what it is.
fn parquet(table: &TableSchema, beside_csv: bool) -> Value {
    json!({
        "$schema": format!("{PROFILES}/dataresource.json"),
        "name": format!("{}{}", table.name, if beside_csv { "-parquet" } else { "" }),
        "type": "table",
        "description": table.about,
        "path": format!("{}.parquet", table.name),
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "schema": schema(table),
    })
}

fn schema(table: &TableSchema) -> Value {
    json!({
        "$schema": format!("{PROFILES}/tableschema.json"),
        "fields": table.fields.iter().map(field).collect::<Vec<_>>(),
        "missingValues": [""],
    })
}

fn field(field: &Field) -> Value {
    let kind = match field.kind {
        Kind::Flag => "boolean",
        Kind::Integer => "integer",
        Kind::Real => "number",
        Kind::Date => "date",
        Kind::Text | Kind::Texts | Kind::Bytes | Kind::Numbers => "string",
    };
    json!({ "name": field.name, "type": kind, "description": field.about })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Dialect;

    fn check(formats: Formats, expected: &[(&str, &str)]) {
        let day = Field { name: "day", kind: Kind::Date, about: "the day" };
        let table = TableSchema { name: "things".to_owned(), about: "a thing", fields: vec![day] };
        let package = data_package(&[table], &formats);
        let resources = package["resources"].as_array().unwrap();
        let found: Vec<_> =
            resources.iter().map(|it| (it["name"].as_str().unwrap(), it["path"].as_str().unwrap())).collect();
        assert_eq!(found, expected);
        for resource in resources {
            assert_eq!(resource["schema"]["fields"][0]["type"], "date");
            assert!(resource["$schema"].is_string());
        }
    }

    #[test]
    fn every_file_of_a_table_is_a_resource_with_a_name_of_its_own() {
        check(Formats::default(), &[("things", "things.csv"), ("things-parquet", "things.parquet")]);
        check(Formats { csv: None, ..Formats::default() }, &[("things", "things.parquet")]);
    }

    #[test]
    fn the_delimiter_is_that_of_the_dialect() {
        let formats = Formats { csv: Some(Dialect::ExcelEu), ..Formats::default() };
        assert_eq!(data_package(&[], &formats)["resources"], json!([]));
        let table = TableSchema { name: "things".to_owned(), about: "", fields: Vec::new() };
        assert_eq!(data_package(&[table], &formats)["resources"][0]["dialect"]["delimiter"], ";");
    }
}
