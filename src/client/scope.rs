//! Checks whether the account may make a call, before anything is sent.

use crate::{
    api::Account,
    endpoint::{Accounts, ThirdParty},
    error::{Refusal, RefusedError},
    outgoing::Outgoing,
};

/// What is known only at run time about the account that a client calls for.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    /// The kind of account, if the client's type does not determine it.
    pub(super) account: Option<Account>,
    /// The permission sets of the third-party platform, if the caller is one.
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
            // An endpoint without kinds, such as a raw call, accepts every kind of token.
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
            "set_invoice_url was not called: it is not open to mini_program accounts, \
             only to official_account, service_account"
        );
    }

    #[test]
    fn a_third_party_needs_one_of_the_permission_sets() {
        let request = SetInvoiceUrlRequest::new();
        assert_eq!(refused(&third_party(&[1, 26]), &request, AUTHORIZER), None);
        let message = refused(&third_party(&[1]), &request, AUTHORIZER).unwrap();
        assert!(
            message.starts_with(
                "set_invoice_url was not called: the third-party platform lacks permission set 8 ("
            ),
            "{message}"
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
            "set_invoice_url was not called: it requires access_token or authorizer_access_token, \
             but the client's token source provides component_access_token"
        );
        assert_eq!(
            refused(&Scope::default(), &request, None).unwrap(),
            "set_invoice_url was not called: it requires an access token, but the client has no token source"
        );
    }
}
