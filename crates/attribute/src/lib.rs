//! which outlet, which agency, which day
