//! which language an article and its passages are in
