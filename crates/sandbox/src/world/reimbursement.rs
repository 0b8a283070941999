//! The reimbursement status of a card, and who may change it.

use crate::refusal::Reason;

/// The vendor's statuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    Init,
    Lock,
    Closure,
    Cancel,
}

impl Status {
    fn parse(text: &str) -> Option<Self> {
        let all = [Self::Init, Self::Lock, Self::Closure, Self::Cancel];
        all.into_iter().find(|status| status.as_str() == text)
    }

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Init => "INVOICE_REIMBURSE_INIT",
            Self::Lock => "INVOICE_REIMBURSE_LOCK",
            Self::Closure => "INVOICE_REIMBURSE_CLOSURE",
            Self::Cancel => "INVOICE_REIMBURSE_CANCEL",
        }
    }
}

/// A card's status and the reimburser that set it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reimbursement {
    pub(crate) status: Status,
    by: String,
}

impl Reimbursement {
    /// Creates the status of a new card.
    pub(crate) fn new() -> Self {
        Self { status: Status::Init, by: String::new() }
    }

    /// Changes to the status with this name, on behalf of a reimburser.
    pub(crate) fn step(&self, name: &str, reimburser: &str) -> Result<Self, Reason> {
        let to = self.target(name)?;
        let is_own = self.by == reimburser;
        match (self.status, to) {
            // The same reimburser may repeat the call.
            (Status::Closure, Status::Closure) if is_own => Ok(self.clone()),
            (Status::Closure, _) => Err(Reason::InvoiceClosed),
            (Status::Lock, _) if !is_own => Err(Reason::LockedByOthers),
            (_, Status::Cancel) => Err(Reason::StatusIllegal),
            (Status::Init, Status::Closure) => Err(Reason::LockFirst),
            _ => Ok(Self { status: to, by: reimburser.to_owned() }),
        }
    }

    /// Changes to the status with this name, on behalf of the invoicing platform, which may cancel.
    pub(crate) fn platform_step(&self, name: &str) -> Result<Self, Reason> {
        let to = self.target(name)?;
        match (self.status, to) {
            (from, to) if from == to => Ok(self.clone()),
            (Status::Closure, _) => Err(Reason::InvoiceClosed),
            (_, Status::Cancel) => Ok(Self { status: to, by: String::new() }),
            (Status::Init, Status::Closure) => Err(Reason::LockFirst),
            _ => Err(Reason::StatusIllegal),
        }
    }

    fn target(&self, name: &str) -> Result<Status, Reason> {
        let to = Status::parse(name).ok_or(Reason::StatusIllegal)?;
        if self.status == Status::Cancel && to != Status::Cancel {
            return Err(Reason::InvoiceCancelled);
        }
        Ok(to)
    }
}
