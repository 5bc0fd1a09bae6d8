//! names, whatever their spelling
