//! The seed of a draw: given, or a new one.

use anyhow::{Context, Result};
use clap::Args;
use rand::TryRng;
use rand::rngs::SysRng;

/// The option of every command that draws.
#[derive(Debug, Clone, Copy, Args)]
pub struct Seed {
    /// Draw with this seed [default: a new one of six digits]
    #[arg(long, value_name = "NUMBER", value_parser = seed)]
    seed: Option<u64>,
}

/// Every seed up to here survives JSON and TOML.
const MOST: u64 = (1 << 53) - 1;

fn seed(text: &str) -> Result<u64, String> {
    let number = text.parse().ok().filter(|&seed| seed <= MOST);
    number.ok_or_else(|| format!("a seed is a number from 0 to {MOST}"))
}

impl Seed {
    /// The seed that was given, or one from the system's entropy.
    pub fn number(self) -> Result<u64> {
        if let Some(seed) = self.seed {
            return Ok(seed);
        }
        let drawn = SysRng.try_next_u32().context("cannot draw a seed")?;
        Ok(u64::from(drawn) % 1_000_000)
    }
}
