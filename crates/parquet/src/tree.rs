//! The columns of a file: what they are called, how they are nested, and how each of their leaves
//! is decoded.
//!
//! A nested column is stored as its leaves, a column for each. They are decoded apart from each
//! other, each in a chain of lists and structs of its own, and joined when a row is written: so
//! their pages need not begin at the same rows.

use polars_arrow::datatypes::{ArrowDataType, Field};
use polars_parquet::parquet::metadata::Descriptor;
use polars_parquet::parquet::schema::Repetition;
use polars_parquet::parquet::schema::types::{
    GroupConvertedType, GroupLogicalType, ParquetType, PhysicalType, PrimitiveType,
};
use polars_parquet::read::schema::parquet_to_arrow_schema;

use crate::fault::{Fault, damaged, unsupported};

/// A column that is read.
#[derive(Debug)]
pub(crate) struct Column {
    pub(crate) name: String,
    pub(crate) node: Node,
    pub(crate) leaves: Vec<LeafColumn>,
}

/// How values are nested.
#[derive(Debug)]
pub(crate) enum Node {
    /// A value.
    Leaf,
    /// Values of one kind.
    List(Box<Node>),
    /// Values of one kind under keys: a list whose elements are a key, which is a leaf, and a value.
    Map(Box<Node>),
    /// Values under names.
    Struct(Vec<(String, Node)>),
}

/// One of the columns that a file stores.
#[derive(Debug)]
pub(crate) struct LeafColumn {
    /// Which one of a row group's.
    pub(crate) at: usize,
    /// How it is decoded.
    pub(crate) field: Field,
    pub(crate) descriptor: Descriptor,
}

impl Node {
    /// How many leaves it has.
    pub(crate) fn leaves(&self) -> usize {
        match self {
            Self::Leaf => 1,
            Self::List(element) => element.leaves(),
            Self::Map(value) => 1 + value.leaves(),
            Self::Struct(fields) => fields.iter().map(|(_, it)| it.leaves()).sum(),
        }
    }
}

/// The wanted columns among these.
pub(crate) fn columns(
    fields: &[ParquetType],
    descriptors: Vec<Descriptor>,
    wanted: &dyn Fn(&str) -> bool,
) -> Result<Vec<Column>, Fault> {
    let mut descriptors = descriptors.into_iter().enumerate();
    let mut columns = Vec::new();
    for field in fields {
        let stored: Vec<_> = descriptors.by_ref().take(stored_leaves(field)).collect();
        if !wanted(field.name()) {
            continue;
        }
        let (node, chains) = nested(field)?;
        if chains.is_empty() {
            continue;
        }
        if chains.len() != stored.len() {
            return Err(damaged(format!("the column `{}` is not nested as the format asks", field.name())));
        }
        let leaf = |(field, (at, descriptor))| LeafColumn { at, field, descriptor };
        let leaves = chains.into_iter().zip(stored).map(leaf).collect();
        columns.push(Column { name: field.name().to_owned(), node, leaves });
    }
    Ok(columns)
}

fn stored_leaves(type_: &ParquetType) -> usize {
    match type_ {
        ParquetType::PrimitiveType(_) => 1,
        ParquetType::GroupType { fields, .. } => fields.iter().map(stored_leaves).sum(),
    }
}

/// How a type is nested, and the chain of each of its leaves.
fn nested(type_: &ParquetType) -> Result<(Node, Vec<Field>), Fault> {
    let info = type_.get_field_info();
    let (node, chains) = inside(type_)?;
    Ok(match info.repetition {
        // A repeated field that no list wraps is a list all the same, and never null.
        Repetition::Repeated => (Node::List(Box::new(node)), listed(with(chains, false), &info.name, false)),
        it => (node, with(chains, it == Repetition::Optional)),
    })
}

/// The chains, that may be null or not.
fn with(mut chains: Vec<Field>, is_nullable: bool) -> Vec<Field> {
    chains.iter_mut().for_each(|it| it.is_nullable = is_nullable);
    chains
}

fn listed(chains: Vec<Field>, name: &str, is_nullable: bool) -> Vec<Field> {
    let list = |it| Field::new(name.into(), ArrowDataType::LargeList(Box::new(it)), is_nullable);
    chains.into_iter().map(list).collect()
}

/// The same, whatever the field's own repetition.
fn inside(type_: &ParquetType) -> Result<(Node, Vec<Field>), Fault> {
    let (info, fields, logical_type, converted_type) = match type_ {
        ParquetType::PrimitiveType(it) => return Ok((Node::Leaf, vec![leaf(it)?])),
        ParquetType::GroupType { field_info, fields, logical_type, converted_type } => {
            (field_info, fields, logical_type, converted_type)
        }
    };
    use GroupConvertedType::{List, Map, MapKeyValue};
    let repeated = match fields.as_slice() {
        [it] if it.get_field_info().repetition == Repetition::Repeated => Some(it),
        _ => None,
    };
    let is_list = matches!((logical_type, converted_type), (Some(GroupLogicalType::List), _) | (None, Some(List)));
    let is_map =
        matches!((logical_type, converted_type), (Some(GroupLogicalType::Map), _) | (None, Some(Map | MapKeyValue)));
    match repeated {
        Some(repeated) if is_list => {
            let (node, chains) = element(repeated, &info.name)?;
            Ok((Node::List(Box::new(node)), listed(chains, &info.name, true)))
        }
        Some(repeated) if is_map => {
            let (node, chains) = inside(repeated)?;
            let chains = listed(with(chains, false), &info.name, true);
            Ok(match node {
                Node::Struct(pair) if pair.len() == 2 && matches!(pair[0].1, Node::Leaf) => {
                    let value = pair.into_iter().next_back().map_or(Node::Leaf, |it| it.1);
                    (Node::Map(Box::new(value)), chains)
                }
                node => (Node::List(Box::new(node)), chains),
            })
        }
        _ => {
            let (mut named, mut chains) = (Vec::new(), Vec::new());
            for field in fields {
                let (node, more) = nested(field)?;
                if more.is_empty() {
                    continue;
                }
                named.push((field.name().to_owned(), node));
                chains.extend(
                    more.into_iter().map(|it| Field::new(info.name.clone(), ArrowDataType::Struct(vec![it]), true)),
                );
            }
            Ok((Node::Struct(named), chains))
        }
    }
}

/// The elements of a list, by the format's rules for old and new writers.
fn element(repeated: &ParquetType, list: &str) -> Result<(Node, Vec<Field>), Fault> {
    if let ParquetType::GroupType { fields, .. } = repeated
        && let [only] = fields.as_slice()
        && repeated.name() != "array"
        && repeated.name().strip_suffix("_tuple") != Some(list)
    {
        return nested(only);
    }
    let (node, chains) = inside(repeated)?;
    Ok((node, with(chains, false)))
}

/// How a leaf is decoded. Texts are decoded as bytes, for one that is no UTF-8 shall cost nothing
/// but a guess at its encoding.
fn leaf(type_: &PrimitiveType) -> Result<Field, Fault> {
    let mut required = type_.clone();
    required.field_info.repetition = Repetition::Required;
    let schema = parquet_to_arrow_schema(&[ParquetType::PrimitiveType(required)]);
    let mut field = schema.iter_values().next().cloned().ok_or_else(|| damaged("a column without a type"))?;
    use ArrowDataType as A;
    field.dtype = match (field.dtype, type_.physical_type) {
        (A::Utf8View, _) => A::BinaryView,
        (A::Decimal(..), PhysicalType::FixedLenByteArray(17..)) | (A::Interval(_), _) => {
            let name = &type_.field_info.name;
            let detail = format!(
                "the column `{name}` has a type that is not read; leave it out, or name another under [input.fields]"
            );
            return Err(unsupported(detail));
        }
        (it, _) => it,
    };
    Ok(field)
}
