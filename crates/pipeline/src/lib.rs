//! runs both floors
