//! Refuses what the account may not call, before a byte is sent.

use crate::{
    api::Account,
    endpoint::{Accounts, ThirdParty},
    error::{Refusal, RefusedError},
    outgoing::Outgoing,
};

/// Who a client speaks for, as far as only the running program knows.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    /// The kind of account, where the client's type does not say it.
    pub(super) account: Option<Account>,
    /// The permission sets of a third-party platform, if it is one that calls.
    pub(super) permission_sets: Option<Vec<u32>>,
}

impl Scope {
    pub(super) fn admit(
        &self,
        request: &dyn Outgoing,
        token_kind: Option<&'static str>,
    ) -> Result<(), RefusedError> {
        self.refusal(request, token_kind)
            .map_or(Ok(()), |reason| Err(RefusedError::new(request.name(), reason)))
    }

    fn refusal(&self, request: &dyn Outgoing, token_kind: Option<&'static str>) -> Option<Refusal> {
        let description = request.description();
        if let (Some(account), Accounts::Only(open_to)) =
            (self.account, description.access.accounts)
            && !open_to.contains(&account.id())
        {
            return Some(Refusal::Account { account: account.id(), open_to });
        }
        if let Some(held) = &self.permission_sets {
            match description.access.third_party {
                ThirdParty::No => return Some(Refusal::ThirdParty),
                ThirdParty::PermissionSets(needed)
                    if !needed.iter().any(|set| held.contains(set)) =>
                {
                    return Some(Refusal::PermissionSets { needed });
                }
                ThirdParty::PermissionSets(_) | ThirdParty::Unknown => {}
            }
        }
        let takes = description.token?.kinds;
        match token_kind {
            None => Some(Refusal::NoToken),
            // An endpoint that names no kinds, as a raw call, takes whatever the client has.
            Some(kind) if !takes.is_empty() && !takes.contains(&kind) => {
                Some(Refusal::TokenKind { kind, takes })
            }
            Some(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::{
        invoice::SetInvoiceUrlRequest,
        token::{GetAccessTokenRequest, GetAccessTokenRequired},
    };

    const OWN: Option<&str> = Some("access_token");
    const AUTHORIZER: Option<&str> = Some("authorizer_access_token");

    fn refused(
        scope: &Scope,
        request: &dyn Outgoing,
        token: Option<&'static str>,
    ) -> Option<String> {
        scope.admit(request, token).err().map(|error| error.to_string())
    }

    fn third_party(sets: &[u32]) -> Scope {
        Scope { account: None, permission_sets: Some(sets.to_vec()) }
    }

    #[test]
    fn an_account_of_another_kind_is_refused() {
        let scope = |account| Scope { account: Some(account), permission_sets: None };
        assert_eq!(
            refused(&scope(Account::ServiceAccount), &SetInvoiceUrlRequest::new(), OWN),
            None
        );
        assert_eq!(
            refused(&scope(Account::MiniProgram), &SetInvoiceUrlRequest::new(), OWN).unwrap(),
            "set_invoice_url was not called: it is not open to an account of the kind mini_program, \
             only to official_account, service_account"
        );
    }

    #[test]
    fn a_third_party_needs_one_of_the_permission_sets() {
        let request = SetInvoiceUrlRequest::new();
        assert_eq!(refused(&third_party(&[1, 26]), &request, AUTHORIZER), None);
        let words = refused(&third_party(&[1]), &request, AUTHORIZER).unwrap();
        assert!(
            words.starts_with(
                "set_invoice_url was not called: the third-party platform lacks permission set 8 ("
            ),
            "{words}"
        );
        let required = GetAccessTokenRequired { appid: "wx".into(), secret: "s".into() };
        assert_eq!(
            refused(&third_party(&[8]), &GetAccessTokenRequest::new(required), AUTHORIZER).unwrap(),
            "get_access_token was not called: it is not open to third-party platforms"
        );
    }

    #[test]
    fn a_token_of_another_kind_is_refused() {
        let request = SetInvoiceUrlRequest::new();
        assert_eq!(
            refused(&Scope::default(), &request, Some("component_access_token")).unwrap(),
            "set_invoice_url was not called: the client has tokens of the kind component_access_token, \
             it takes access_token or authorizer_access_token"
        );
        assert_eq!(
            refused(&Scope::default(), &request, None).unwrap(),
            "set_invoice_url was not called: it takes an access token, and the client has no source of them"
        );
    }
}
