//! what the site put around the article goes
