//! The sandbox's page, in a browser and with an HTTP client.

mod browser;
mod opened;
mod served;
