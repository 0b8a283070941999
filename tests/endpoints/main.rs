//! Hand-written tests of every endpoint: the expected request and response are from the vendor's documentation,
//! not from the spec or the code.

mod list;
mod shared;
mod support;

mod component;
mod diagnosis;
mod fiscal_bill;
mod invoice_authorization;
mod invoice_insert;
mod invoice_merchant;
mod invoice_platform;
mod invoice_reimburse;
mod invoice_title;
mod invoice_unified;
mod nontax;
mod nontax_order;
mod nontax_other;
mod nontax_vehicle;
mod quota;
mod token;
