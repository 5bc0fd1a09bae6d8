//! which outlet, which agency, which day
mod outlets;
mod address;
mod calendar;
