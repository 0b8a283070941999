//! Invoices, from the authorization of the order to the reimbursement.

mod authorization;
mod insertion;
mod pdfs;
mod reimbursement;
mod settings;
