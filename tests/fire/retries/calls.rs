//! A call of each class, from the e-invoice family, and its effects.

use weixin::{
    Client, ClientBuilder, Error, Idempotency, StaticToken,
    api::{
        account::ServiceAccount,
        invoice::{
            InsertInvoiceRequest, InvoiceBizGetContactRequest, InvoiceBizSetContactRequest,
            InvoicePlatformCreateCardRequest, InvoicePlatformSetPdfRequest, SetInvoiceUrlRequest,
            invoice_platform_create_card::{
                BaseInfo, BaseInfoRequired, InvoiceInfo, InvoiceInfoRequired,
            },
        },
        types::{MerchantContact, MerchantContactRequired},
    },
    endpoint::Endpoint,
};
use weixin_sandbox::{APPID, Sandbox};
use weixin_test_support::client::{insertion, settled};

/// The classes of [`Idempotency`]. `NotIdempotent` occurs twice: as JSON and as an upload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    ReadOnly,
    Idempotent,
    Keyed,
    NotIdempotent,
    Upload,
}

pub(crate) const CLASSES: [Class; 5] =
    [Class::ReadOnly, Class::Idempotent, Class::Keyed, Class::NotIdempotent, Class::Upload];

/// The merchant's contact before and after the calls under test.
const BEFORE: &str = "0755-86013388";
const AFTER: &str = "010-12345678";

/// The idempotency keys of the insertion.
pub(crate) const KEYS: [(&str, &str); 3] = [
    ("order_id", "order-1"),
    ("card_ext.user_card.invoice_user_data.billing_code", ""),
    ("card_ext.user_card.invoice_user_data.billing_no", "2440"),
];

/// A PDF that requires many writes and reads.
const PDF_SIZE: usize = 256 << 10;

/// A sandbox that is ready for each of the calls.
pub(crate) struct Wechat {
    pub(crate) sandbox: Sandbox,
    token: String,
    insertion: InsertInvoiceRequest,
}

impl Wechat {
    pub(crate) async fn start() -> Self {
        let sandbox = Sandbox::start().await.unwrap();
        let token = sandbox.issue_token("access_token").unwrap();
        let client = builder(&token, sandbox.url()).build().unwrap();
        client.invoice_biz_set_contact(contact(BEFORE)).await.unwrap();
        sandbox.user().authorizes(KEYS[0].1, None).unwrap();
        let template = client.invoice_platform_create_card(template()).await.unwrap();
        let pdf = client.invoice_platform_set_pdf(pdf()).await.unwrap();
        sandbox.ledger().clear();
        let mut insertion = insertion(KEYS[0].1);
        (insertion.card_id, insertion.appid) = (template.card_id, APPID.to_owned());
        insertion.card_ext.user_card.invoice_user_data.s_pdf_media_id = pdf.s_media_id;
        Self { sandbox, token, insertion }
    }

    pub(crate) fn builder(&self) -> ClientBuilder<ServiceAccount> {
        self.builder_at(self.sandbox.url())
    }

    /// A client for another URL, with the same token.
    pub(crate) fn builder_at(&self, url: &str) -> ClientBuilder<ServiceAccount> {
        builder(&self.token, url)
    }

    /// Makes the call.
    pub(crate) async fn call(
        &self,
        class: Class,
        client: &Client<ServiceAccount>,
    ) -> Result<(), Error> {
        match class {
            Class::ReadOnly => {
                let call = client.invoice_biz_get_contact(InvoiceBizGetContactRequest::new());
                call.await.map(|reply| assert_eq!(reply.contact.phone.as_deref(), Some(BEFORE)))
            }
            Class::Idempotent => client.invoice_biz_set_contact(contact(AFTER)).await.map(|_| ()),
            Class::Keyed => client.insert_invoice(self.insertion.clone()).await.map(|_| ()),
            Class::NotIdempotent => {
                client.invoice_platform_create_card(template()).await.map(|_| ())
            }
            Class::Upload => client.invoice_platform_set_pdf(pdf()).await.map(|_| ()),
        }
    }

    /// Makes a call, after which the client has a connection to reuse.
    pub(crate) async fn warm_up(&self, client: &Client<ServiceAccount>) {
        client.set_invoice_url(SetInvoiceUrlRequest::new()).await.unwrap();
        settled().await;
    }

    /// Asserts that the call after [`warm_up`](Self::warm_up) used its connection.
    pub(crate) fn assert_came_on_a_kept_connection(&self, class: Class) {
        let ledger = self.sandbox.ledger();
        let connection = |endpoint: &str| ledger.received(endpoint)[0].connection();
        assert_eq!(connection(class.endpoint()), connection("set_invoice_url"));
    }

    /// The numbers of received and executed calls.
    pub(crate) fn counts(&self, class: Class) -> (u64, u64) {
        let ledger = self.sandbox.ledger();
        (ledger.received_count(class.endpoint()), ledger.executed_count(class.endpoint()))
    }

    /// Asserts the effects of this number of executions, as seen through the API.
    pub(crate) async fn assert_effects(&self, class: Class, executed: u64) {
        match class {
            // Only the ledger knows.
            Class::ReadOnly | Class::NotIdempotent | Class::Upload => {}
            Class::Idempotent => {
                let client = self.builder().build().unwrap();
                let reply = client.invoice_biz_get_contact(InvoiceBizGetContactRequest::new());
                let expected = if executed == 0 { BEFORE } else { AFTER };
                assert_eq!(reply.await.unwrap().contact.phone.as_deref(), Some(expected));
            }
            Class::Keyed => {
                assert_eq!(self.sandbox.user().invoices().len() as u64, executed);
            }
        }
    }
}

impl Class {
    /// The endpoint's name. Asserts that its class is that of the spec.
    pub(crate) fn endpoint(self) -> &'static str {
        let description = match self {
            Self::ReadOnly => InvoiceBizGetContactRequest::DESCRIPTION,
            Self::Idempotent => InvoiceBizSetContactRequest::DESCRIPTION,
            Self::Keyed => InsertInvoiceRequest::DESCRIPTION,
            Self::NotIdempotent => InvoicePlatformCreateCardRequest::DESCRIPTION,
            Self::Upload => InvoicePlatformSetPdfRequest::DESCRIPTION,
        };
        assert!(
            matches!(
                (self, description.get_idempotency()),
                (Self::ReadOnly, Idempotency::ReadOnly)
                    | (Self::Idempotent, Idempotency::Idempotent)
                    | (Self::Keyed, Idempotency::Keyed(_))
                    | (Self::NotIdempotent | Self::Upload, Idempotency::NotIdempotent)
            ),
            "{self:?}"
        );
        description.get_id()
    }
}

fn builder(token: &str, url: &str) -> ClientBuilder<ServiceAccount> {
    Client::builder().token_source(StaticToken::new(token.to_owned())).other_host(url)
}

fn contact(phone: &str) -> InvoiceBizSetContactRequest {
    let required = MerchantContactRequired { phone: phone.into(), time_out: 7200 };
    InvoiceBizSetContactRequest::new(MerchantContact::new(required))
}

fn template() -> InvoicePlatformCreateCardRequest {
    let base_info = BaseInfo::new(BaseInfoRequired {
        logo_url: "http://mmbiz.qpic.cn/mmbiz/logo/0".into(),
        title: "某某公司".into(),
    });
    InvoicePlatformCreateCardRequest::new(InvoiceInfo::new(InvoiceInfoRequired {
        base_info,
        payee: "某某有限公司".into(),
        r#type: "广东省增值税普通发票".into(),
    }))
}

fn pdf() -> InvoicePlatformSetPdfRequest {
    let mut pdf = b"%PDF-1.7\n".to_vec();
    pdf.resize(PDF_SIZE, b' ');
    InvoicePlatformSetPdfRequest::new(pdf)
}
