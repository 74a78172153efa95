//! Figures become tables, CSV, JSON, Markdown and pictures.

pub mod layout;
pub mod network;
pub mod xml;
