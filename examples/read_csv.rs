//! Reads every CSV file of a programme folder with the `csv` crate and counts its rows: what
//! `unmentor` is measured against (see `benches/size`).
//!
//! `cargo run --release --example read_csv -- DIR`

use std::{env, error::Error, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    let dir = env::args().nth(1).ok_or("usage: read_csv DIR")?;
    anstream::println!("{} rows", rows(Path::new(&dir))?);
    Ok(())
}

fn rows(path: &Path) -> Result<u64, Box<dyn Error>> {
    let mut rows = 0;
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            rows += self::rows(&entry?.path())?;
        }
    } else if path.extension().is_some_and(|ending| ending == "csv") {
        let mut record = csv::StringRecord::new();
        let mut reader = csv::Reader::from_path(path)?;
        while reader.read_record(&mut record)? {
            rows += 1;
        }
    }
    Ok(rows)
}
