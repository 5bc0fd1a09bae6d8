//! A row of arrays → a JSON object.

use std::io::Write as _;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use polars_arrow::array::{
    Array, BinaryViewArray, BooleanArray, FixedSizeBinaryArray, ListArray, PrimitiveArray, StructArray,
};
use polars_arrow::datatypes::{ArrowDataType, TimeUnit};
use polars_arrow::types::NativeType;
use serde::Serialize;

use crate::tree::Node;

/// A place in an array.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub(crate) array: &'a dyn Array,
    pub(crate) at: usize,
}

/// The row is larger than it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Full;

/// A row in the making.
pub(crate) struct Row {
    bytes: Vec<u8>,
    limit: u64,
}

impl Row {
    /// A row up to so many bytes.
    pub(crate) fn new(limit: u64) -> Self {
        Self { bytes: Vec::new(), limit }
    }

    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// Values under names; those that are null are left out.
    pub(crate) fn object<'a>(
        &mut self,
        fields: impl Iterator<Item = (&'a str, &'a Node)>,
        views: &[View<'_>],
    ) -> Result<(), Full> {
        self.bytes.push(b'{');
        let (mut rest, mut comma) = (views, false);
        for (name, node) in fields {
            let (own, after) = rest.split_at(node.leaves());
            rest = after;
            comma |= self.member(comma, |row| row.string(name), node, own)?;
        }
        self.bytes.push(b'}');
        Ok(())
    }

    /// A key and its value; nothing if that is null.
    fn member(
        &mut self,
        comma: bool,
        key: impl FnOnce(&mut Self) -> Result<(), Full>,
        node: &Node,
        views: &[View<'_>],
    ) -> Result<bool, Full> {
        let start = self.bytes.len();
        if comma {
            self.bytes.push(b',');
        }
        key(self)?;
        self.bytes.push(b':');
        let is_there = self.value(node, views)?;
        if !is_there {
            self.bytes.truncate(start);
        }
        Ok(is_there)
    }

    /// A value; false and nothing if it is null.
    fn value(&mut self, node: &Node, views: &[View<'_>]) -> Result<bool, Full> {
        if self.bytes.len() as u64 > self.limit {
            return Err(Full);
        }
        let Some(first) = views.first().filter(|it| !it.array.is_null(it.at)) else { return Ok(false) };
        match node {
            Node::Leaf => return self.leaf(first),
            Node::Struct(fields) => {
                let inner: Vec<View<'_>> = views.iter().map(|it| it.in_struct()).collect();
                self.object(fields.iter().map(|(name, node)| (name.as_str(), node)), &inner)?;
            }
            Node::List(element) => {
                self.bytes.push(b'[');
                for at in 0..first.length() {
                    if at > 0 {
                        self.bytes.push(b',');
                    }
                    let inner: Vec<View<'_>> = views.iter().map(|it| it.in_list(at)).collect();
                    if !self.value(element, &inner)? {
                        self.bytes.extend_from_slice(b"null");
                    }
                }
                self.bytes.push(b']');
            }
            Node::Map(value) => {
                self.bytes.push(b'{');
                let mut comma = false;
                for at in 0..first.length() {
                    let pair: Vec<View<'_>> = views.iter().map(|it| it.in_list(at).in_struct()).collect();
                    comma |= self.member(comma, |row| row.key(&pair[0]), value, &pair[1..])?;
                }
                self.bytes.push(b'}');
            }
        }
        Ok(true)
    }

    /// The key of a map, which JSON wants as a string.
    fn key(&mut self, view: &View<'_>) -> Result<(), Full> {
        let start = self.bytes.len();
        let is_there = self.leaf(view)?;
        if self.bytes.get(start) != Some(&b'"') {
            let bare = String::from_utf8_lossy(&self.bytes[start..]).into_owned();
            self.bytes.truncate(start);
            self.string(if is_there { &bare } else { "" })?;
        }
        Ok(())
    }

    fn leaf(&mut self, view: &View<'_>) -> Result<bool, Full> {
        use ArrowDataType as A;
        let at = view.at;
        match view.array.dtype() {
            A::BinaryView => self.text(view.of::<BinaryViewArray>().value(at))?,
            A::FixedSizeBinary(_) => self.raw(view.of::<FixedSizeBinaryArray>().value(at))?,
            A::Boolean => self.write(&view.of::<BooleanArray>().value(at)),
            A::Int8 => self.write(&view.number::<i8>()),
            A::Int16 => self.write(&view.number::<i16>()),
            A::Int32 => self.write(&view.number::<i32>()),
            A::Int64 | A::Duration(_) => self.write(&view.number::<i64>()),
            A::UInt8 => self.write(&view.number::<u8>()),
            A::UInt16 => self.write(&view.number::<u16>()),
            A::UInt32 => self.write(&view.number::<u32>()),
            A::UInt64 => self.write(&view.number::<u64>()),
            A::Float32 => return Ok(self.real(f64::from(view.number::<f32>()), &view.number::<f32>())),
            A::Float64 => return Ok(self.real(view.number::<f64>(), &view.number::<f64>())),
            A::Decimal(_, scale) => self.decimal(view.number::<i128>(), *scale),
            A::Date32 => self.moment(TimeUnit::Second, i64::from(view.number::<i32>()) * 86_400, Part::Date),
            A::Timestamp(unit, zone) => {
                let part = if zone.is_some() { Part::Instant } else { Part::DateTime };
                self.moment(*unit, view.number::<i64>(), part);
            }
            A::Time32(unit) => self.moment(*unit, i64::from(view.number::<i32>()), Part::Time),
            A::Time64(unit) => self.moment(*unit, view.number::<i64>(), Part::Time),
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn write(&mut self, value: &impl Serialize) {
        serde_json::to_writer(&mut self.bytes, value).expect("a number or a text can be written to memory");
    }

    /// A number with decimals; JSON has no word for one that is none.
    fn real(&mut self, value: f64, as_stored: &impl Serialize) -> bool {
        if value.is_finite() {
            self.write(as_stored);
        }
        value.is_finite()
    }

    fn string(&mut self, text: &str) -> Result<(), Full> {
        if (self.bytes.len() + text.len()) as u64 > self.limit {
            return Err(Full);
        }
        self.write(&text);
        Ok(())
    }

    /// A text; in another encoding than UTF-8 if its bytes say so.
    fn text(&mut self, bytes: &[u8]) -> Result<(), Full> {
        if (self.bytes.len() + bytes.len()) as u64 > self.limit {
            return Err(Full);
        }
        match std::str::from_utf8(bytes) {
            Ok(text) => self.string(text),
            Err(_) => self.string(&newsmill_text::decode(bytes, None).text),
        }
    }

    /// Bytes of one length: a text if they are one, else in hexadecimal, as ids (UUIDs) are.
    fn raw(&mut self, bytes: &[u8]) -> Result<(), Full> {
        match std::str::from_utf8(bytes) {
            Ok(text) if !text.contains(char::is_control) => self.string(text),
            _ => {
                let digits: String = bytes.iter().map(|it| format!("{it:02x}")).collect();
                self.string(&digits)
            }
        }
    }

    /// A number of so many decimals, as it is written.
    fn decimal(&mut self, value: i128, scale: usize) {
        let digits = format!("{:0>width$}", value.unsigned_abs(), width = scale.min(99) + 1);
        let (whole, decimals) = digits.split_at(digits.len() - scale.min(99));
        let (sign, point) = (if value < 0 { "-" } else { "" }, if decimals.is_empty() { "" } else { "." });
        let number = format!("{sign}{whole}{point}{decimals}");
        self.bytes.extend_from_slice(number.as_bytes());
    }

    /// A day, a time or both; a plain number where the calendar has none.
    fn moment(&mut self, unit: TimeUnit, value: i64, part: Part) {
        let moment = match unit {
            TimeUnit::Second => Timestamp::from_second(value),
            TimeUnit::Millisecond => Timestamp::from_millisecond(value),
            TimeUnit::Microsecond => Timestamp::from_microsecond(value),
            TimeUnit::Nanosecond => Timestamp::from_nanosecond(i128::from(value)),
        };
        let Ok(moment) = moment else { return self.write(&value) };
        let plain = TimeZone::UTC.to_datetime(moment);
        let written = match part {
            Part::Instant => write!(self.bytes, "\"{moment}\""),
            Part::DateTime => write!(self.bytes, "\"{plain}\""),
            Part::Date => write!(self.bytes, "\"{}\"", plain.date()),
            Part::Time => write!(self.bytes, "\"{}\"", plain.time()),
        };
        written.expect("a day can be written to memory");
    }
}

/// What of a moment is meant.
#[derive(Clone, Copy)]
enum Part {
    Instant,
    DateTime,
    Date,
    Time,
}

impl<'a> View<'a> {
    /// The array as what its type says that it is.
    fn of<T: 'static>(&self) -> &'a T {
        self.array.as_any().downcast_ref().expect("an array is what its type says")
    }

    fn number<T: NativeType>(&self) -> T {
        self.of::<PrimitiveArray<T>>().value(self.at)
    }

    /// How many elements the list has.
    fn length(&self) -> usize {
        self.of::<ListArray<i64>>().offsets().length_at(self.at)
    }

    /// An element of the list.
    fn in_list(&self, element: usize) -> Self {
        let list = self.of::<ListArray<i64>>();
        let (start, end) = list.offsets().start_end(self.at);
        assert!(element < end - start, "leaves of one column have lists of different lengths");
        View { array: list.values().as_ref(), at: start + element }
    }

    /// The one field of the struct.
    fn in_struct(&self) -> Self {
        let fields = self.of::<StructArray>().values();
        View { array: fields[0].as_ref(), at: self.at }
    }
}
