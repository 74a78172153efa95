//! Foreign spreadsheets become tables with places.
