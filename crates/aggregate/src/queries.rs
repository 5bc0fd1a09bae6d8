//! The tables of `pipeline.toml`: SQL over the published ones.
//!
//! A query reads the Parquet files that stand ready to be published, so that it sees what readers
//! will see. Its plan is told to keep the order of rows at every step: else groups and joins would
//! come in the order of whichever thread was first.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, Result, anyhow, bail};
use newsmill_stage::{Field, Kind, TableSchema};
use polars::prelude::*;
use polars::sql::SQLContext;

use crate::columns::SEPARATOR;

/// Runs SQL over tables.
#[derive(Default)]
pub struct Queries {
    context: SQLContext,
}

impl Queries {
    /// Queries over no table yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Lets queries read this Parquet file under this name.
    ///
    /// # Errors
    ///
    /// If the path is no text.
    pub fn add(&mut self, name: &str, parquet: &Path) -> Result<()> {
        let path = PlRefPath::try_from_path(parquet)?;
        let args = ScanArgsParquet { glob: false, ..ScanArgsParquet::default() };
        self.context.register(name, LazyFrame::scan_parquet(path, args)?);
        Ok(())
    }

    /// Lets queries read this frame under this name.
    pub fn add_frame(&mut self, name: &str, frame: DataFrame) {
        self.context.register(name, frame.lazy());
    }

    /// The table that a query makes: its columns, and all its rows. Rows come as its `ORDER BY`
    /// says, and else in the order of the tables that it reads.
    ///
    /// # Errors
    ///
    /// If it is no `SELECT`, or reads tables or columns that are not there.
    pub fn run(&mut self, name: &str, sql: &str) -> Result<(TableSchema, DataFrame)> {
        self.answer(sql).and_then(|frame| described(name, &frame)).with_context(|| format!("in the table `{name}`"))
    }

    fn answer(&mut self, sql: &str) -> Result<DataFrame> {
        let first = sql.split_whitespace().next().unwrap_or_default().to_ascii_lowercase();
        if !matches!(first.as_str(), "select" | "with" | "(select" | "from") {
            bail!("its sql is no query: it begins with `{first}`, and not with SELECT or WITH");
        }
        let tables = self.context.get_tables().join(", ");
        let explained = |error: PolarsError| anyhow!("its sql does not work: {error} (there are the tables {tables})");
        let query = self.context.execute(sql).map_err(explained)?;
        let steady =
            LazyFrame::from_logical_plan(steady(query.logical_plan.clone()), query.get_current_optimizations());
        steady.collect().map_err(explained)
    }
}

/// The plan with the order of rows kept at every step.
fn steady(plan: DslPlan) -> DslPlan {
    let inner = |it: Arc<DslPlan>| Arc::new(steady(Arc::unwrap_or_clone(it)));
    match plan {
        DslPlan::GroupBy { input, keys, predicates, aggs, options, apply, .. } => {
            DslPlan::GroupBy { input: inner(input), keys, predicates, aggs, maintain_order: true, options, apply }
        }
        DslPlan::Join { input_left, input_right, left_on, right_on, predicates, mut options } => {
            Arc::make_mut(&mut options).args.maintain_order = MaintainOrderJoin::LeftRight;
            let (input_left, input_right) = (inner(input_left), inner(input_right));
            DslPlan::Join { input_left, input_right, left_on, right_on, predicates, options }
        }
        DslPlan::Distinct { input, mut options } => {
            options.maintain_order = true;
            DslPlan::Distinct { input: inner(input), options }
        }
        DslPlan::Sort { input, by_column, slice, mut sort_options } => {
            sort_options.maintain_order = true;
            DslPlan::Sort { input: inner(input), by_column, slice, sort_options }
        }
        DslPlan::Union { inputs, mut args } => {
            args.maintain_order = true;
            DslPlan::Union { inputs: inputs.into_iter().map(steady).collect(), args }
        }
        DslPlan::HConcat { inputs, options } => {
            DslPlan::HConcat { inputs: inputs.into_iter().map(steady).collect(), options }
        }
        DslPlan::Filter { input, predicate } => DslPlan::Filter { input: inner(input), predicate },
        DslPlan::Cache { input, id } => DslPlan::Cache { input: inner(input), id },
        DslPlan::Select { expr, input, options } => DslPlan::Select { expr, input: inner(input), options },
        DslPlan::HStack { input, exprs, options } => DslPlan::HStack { input: inner(input), exprs, options },
        DslPlan::Slice { input, offset, len } => DslPlan::Slice { input: inner(input), offset, len },
        DslPlan::MapFunction { input, function } => DslPlan::MapFunction { input: inner(input), function },
        DslPlan::ExtContext { input, contexts } => {
            DslPlan::ExtContext { input: inner(input), contexts: contexts.into_iter().map(steady).collect() }
        }
        // What was converted already is converted again, from the plan as it is here.
        DslPlan::IR { dsl, .. } => steady(Arc::unwrap_or_clone(dsl)),
        other => other,
    }
}

/// The answer's columns in types that can be published, and what they are.
fn described(name: &str, frame: &DataFrame) -> Result<(TableSchema, DataFrame)> {
    let (mut fields, mut columns) = (Vec::new(), Vec::new());
    for column in frame.columns() {
        let column = published(column)?;
        let kind = match column.dtype() {
            DataType::Boolean => Kind::Flag,
            DataType::Int64 => Kind::Integer,
            DataType::Float64 => Kind::Real,
            DataType::Date => Kind::Date,
            _ => Kind::Text,
        };
        fields.push(Field { name: lasting(column.name()), kind, about: "" });
        columns.push(column);
    }
    let table = TableSchema { name: name.to_owned(), about: "A table of pipeline.toml.", fields };
    Ok((table, DataFrame::new(frame.height(), columns)?))
}

fn published(column: &Column) -> Result<Column> {
    let dtype = match column.dtype() {
        DataType::Boolean | DataType::Int64 | DataType::Float64 | DataType::Date | DataType::String => {
            return Ok(column.clone());
        }
        it if it.is_integer() => DataType::Int64,
        it if it.is_float() => DataType::Float64,
        DataType::List(of) if **of == DataType::String => return joined(column),
        DataType::Null => DataType::String,
        it => bail!("its column `{}` is of the type {it}; CAST it to TEXT", column.name()),
    };
    Ok(column.strict_cast(&dtype)?)
}

fn joined(column: &Column) -> Result<Column> {
    let name = column.name().clone();
    let texts = DataFrame::new(column.len(), vec![column.clone()])?.lazy();
    let texts = texts.select([col(name.clone()).list().join(lit(SEPARATOR), true)]).collect()?;
    Ok(texts.column(&name)?.clone())
}

/// A name that lives as long as the program, as the contract's fields ask for. There are as many
/// as a pipeline.toml has columns, and they are made once a run.
fn lasting(name: &str) -> &'static str {
    Box::leak(name.to_owned().into_boxed_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Tables;
    use crate::tests::corpus::{Corpus, article, lines};

    fn ask(sql: &str) -> anyhow::Result<(TableSchema, Vec<String>)> {
        let corpus = Corpus::new(&[vec![
            article("a1", "x", 1, &[("kyiv", 0), ("b", 1)]),
            article("a2", "y", 2, &[("kyiv", 0)]),
        ]]);
        let tables = Tables::new(corpus.floor).unwrap();
        let mut queries = Queries::new();
        for published in tables.published() {
            for frame in published.frames {
                queries.add_frame(&published.table.name, frame.unwrap());
            }
        }
        let (table, frame) = queries.run("mine", sql)?;
        let columns: Vec<&str> = table.fields.iter().map(|it| it.name).collect();
        let lines = lines(&frame, &columns);
        Ok((table, lines))
    }

    #[test]
    fn a_users_table_is_a_query_over_the_published_ones() {
        let sql = "SELECT entity_id, SUM(mentions) AS n, MIN(date) AS first FROM mentions_by_outlet_date \
                   GROUP BY entity_id ORDER BY n DESC, entity_id";
        let (table, rows) = ask(sql).unwrap();
        assert_eq!(rows, ["kyiv, 2, 2022-09-01", "b, 1, 2022-09-01"]);
        assert_eq!(table.fields.iter().map(|it| it.kind).collect::<Vec<_>>(), [Kind::Text, Kind::Integer, Kind::Date]);
    }

    #[test]
    fn rows_of_a_query_without_order_come_as_the_tables_have_them() {
        let sql = "SELECT a.outlet_id, m.entity_id FROM mentions m JOIN articles a ON m.article_id = a.article_id";
        assert_eq!(ask(sql).unwrap().1, ["x, kyiv", "x, b", "y, kyiv"]);
        assert_eq!(ask("SELECT DISTINCT entity_id FROM mentions").unwrap().1, ["kyiv", "b"]);
        assert_eq!(
            ask("SELECT entity_id, COUNT(*) AS n FROM mentions GROUP BY entity_id").unwrap().1,
            ["kyiv, 2", "b, 1"]
        );
    }

    #[test]
    fn a_query_that_does_not_work_is_told_with_its_tables_name() {
        for (sql, expected) in [
            ("SELECT nothing FROM articles", "nothing"),
            ("SELECT * FROM artikles", "mentions_by_outlet_date"),
            ("DROP TABLE articles", "begins with `drop`"),
            ("SELECT * FROM", "sql"),
            ("", "no query"),
        ] {
            let error = format!("{:#}", ask(sql).unwrap_err());
            assert!(error.starts_with("in the table `mine`: ") && error.contains(expected), "{error}");
        }
    }
}
