//! The sandbox's page, as a browser and as any HTTP client get it.

mod browser;
mod opened;
mod served;
