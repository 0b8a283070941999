//! What isn't about fields: the vendor's page, who may call, codes, examples.

use weixin_spec::{Accounts, Admission, ErrorSource, Known as Said, Spanned, ThirdParty};

use super::edit::{self, Key};
use super::{Merge, Step};
use crate::import::text;
use crate::import::text::value::Value;

impl Merge<'_> {
    /// Texts that are still to be written.
    pub(super) fn texts(&self) -> Option<Step> {
        let texts = [
            ("title", &self.old.title, &self.fresh.title),
            ("about", &self.old.about, &self.fresh.about),
        ];
        let (key, _, fresh) = texts.into_iter().find(|(key, old, fresh)| {
            old.is_empty() && !fresh.is_empty() && edit::entry(self.root, key).is_some()
        })?;
        let edit = edit::set(self.text, self.root, key, text::prose(fresh));
        Step::new(edit, format!("{key}: written, as on the page"))
    }

    pub(super) fn vendor(&self) -> Option<Step> {
        let (key, node) = edit::entry(self.root, "vendor")?;
        let (old, fresh) = (&self.old.vendor, &self.fresh.vendor);
        let text_of = |text: &Option<weixin_spec::Spanned<String>>| {
            text.as_ref().map(|text| text.value.clone())
        };
        let page_is_old = self.reading.known && old.read.is_some();
        let read = fresh.read.as_ref().filter(|_| !page_is_old).map(|read| read.value.clone());
        let identifier =
            |name: &&String| name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        let page = text_of(&fresh.page).filter(|_| old.page.is_none());
        let all = [
            ("name", old.name.clone(), fresh.name.as_ref().filter(identifier).cloned(), &[][..]),
            ("page", text_of(&old.page), page, &["name"][..]),
            ("read", text_of(&old.read), read, &["page", "name"][..]),
            (
                "fingerprint",
                text_of(&old.fingerprint),
                text_of(&fresh.fingerprint),
                &["read", "page", "name"][..],
            ),
        ];
        for (word, old, fresh, behind) in all {
            let note = matches!(word, "read" | "fingerprint");
            let news =
                |fresh: &String| old.as_ref() != Some(fresh) && (!note || self.reading.noted);
            let Some(fresh) = fresh.filter(news) else { continue };
            let value = if word == "read" { Value::word(&fresh) } else { Value::text(&fresh) };
            let edit = match &old {
                Some(_) => edit::set(self.text, node, word, value),
                None => {
                    let after =
                        behind.iter().copied().find(|other| edit::entry(node, other).is_some());
                    Some(edit::insert(self.text, (key, node), after, Key::Word(word), value))
                }
            };
            let message = match (word, old) {
                ("fingerprint" | "read", _) => String::new(),
                (_, Some(old)) => format!("vendor.{word}: {fresh}, was {old}"),
                (_, None) => format!("vendor.{word}: {fresh}"),
            };
            return Step::new(edit, message);
        }
        None
    }

    /// Who may call. What the page doesn't say, and what a quirk excuses, stays as it is.
    pub(super) fn access(&self) -> Option<Step> {
        let node = edit::value(self.root, "access")?;
        let (old, fresh) = (&self.old.access, &self.fresh.access);
        let (tokens, accounts) = (self.tokens(), self.accounts());
        let excused = |about: &str| self.quirks.excuse_access(about, false);
        let sets = fresh.third_party != ThirdParty::Unknown
            && old.third_party != fresh.third_party
            && !excused("access.permission_sets");
        let cloud = fresh.cloud_call != Said::Unknown
            && old.cloud_call != fresh.cloud_call
            && !excused("access.cloud_call");
        let all = [
            ("tokens", tokens.as_deref().map(text::tokens), text::tokens(&old.tokens)),
            ("accounts", accounts.as_ref().map(text::accounts), text::accounts(&old.accounts)),
            (
                "permission_sets",
                sets.then(|| text::permission_sets(&fresh.third_party)),
                text::permission_sets(&old.third_party),
            ),
            (
                "cloud_call",
                cloud.then(|| text::cloud_call(fresh.cloud_call)),
                text::cloud_call(old.cloud_call),
            ),
        ];
        let (key, value, was) =
            all.into_iter().find_map(|(key, value, was)| Some((key, value?, was)))?;
        let message = format!("access.{key}: {}, was {}", value.one_line(), was.one_line());
        Step::new(edit::set(self.text, node, key, value), message)
    }

    /// The tokens, where they are others than in the spec.
    fn tokens(&self) -> Option<Vec<Spanned<String>>> {
        let (old, fresh) = (&self.old.access.tokens, &self.fresh.access.tokens);
        let has =
            |tokens: &[Spanned<String>], id: &str| tokens.iter().any(|token| token.value == id);
        let excused = |id: &str| self.quirks.excuse_access(&format!("access.tokens.{id}"), true);
        let new = fresh.iter().filter(|token| !has(old, token) && !excused(token));
        let stays = old.iter().filter(|token| has(fresh, token) || excused(token));
        let tokens: Vec<_> = stays.chain(new).cloned().collect();
        (tokens.len() != old.len() || tokens.iter().any(|token| !has(old, token))).then_some(tokens)
    }

    /// The accounts, where they are others than in the spec.
    fn accounts(&self) -> Option<Accounts> {
        let Accounts::Only(fresh) = &self.fresh.access.accounts else { return None };
        let old = match &self.old.access.accounts {
            // `all` is more than any list; only a maintainer writes it.
            Accounts::All => return None,
            Accounts::Unknown => &[][..],
            Accounts::Only(old) => old,
        };
        let of = |only: &[(Spanned<String>, Admission)], id: &str| {
            let found = only.iter().find(|(known, _)| known.value == id);
            found.map_or(Admission::No, |(_, admission)| *admission)
        };
        let excused = |id: &str| self.quirks.excuse_access(&format!("access.accounts.{id}"), true);
        let differs = |id: &str| of(old, id) != of(fresh, id) && !excused(id);
        if !fresh.iter().chain(old).any(|(id, _)| differs(id)) {
            return None;
        }
        let mut accounts: Vec<_> = fresh.iter().filter(|(id, _)| !excused(id)).cloned().collect();
        accounts.extend(old.iter().filter(|(id, _)| excused(id)).cloned());
        Some(Accounts::Only(accounts))
    }

    pub(super) fn errors(&self) -> Option<Step> {
        let (old, fresh) = (&self.old.errors, &self.fresh.errors);
        let mut new = fresh.iter().filter(|new| !old.iter().any(|known| known.code == new.code));
        let new = new.find(|error| !self.quirks.excuse_code(error.code.value))?;
        let value = Value::from(text::error(new));
        let code = new.code.value;
        let edit = match edit::entry(self.root, "errors") {
            Some((key, node)) => {
                // After the code that precedes it on the page.
                let before = fresh.iter().take_while(|error| error.code != new.code);
                let before =
                    before.filter(|error| old.iter().any(|known| known.code == error.code));
                let after = before.last().map(|error| error.code.value.to_string());
                edit::insert(self.text, (key, node), after.as_deref(), Key::Number(code), value)
            }
            None => {
                let mut map = crate::import::text::value::Map::open();
                map.put_number(code, value);
                self.behind(&["response", "download"], "errors", map.into())
            }
        };
        Step::new(Some(edit), format!("errors: {code} is new"))
    }

    /// Examples, unless the spec has some.
    pub(super) fn examples(&self) -> Option<Step> {
        if !self.old.examples.is_empty() || self.fresh.examples.is_empty() {
            return None;
        }
        let items = self.fresh.examples.iter().map(text::example).collect();
        let edit = self.behind(&["errors", "response", "download"], "examples", Value::List(items));
        let edit = if edit::entry(self.root, "examples").is_some() { None } else { Some(edit) };
        Step::new(edit, "examples: taken from the page")
    }

    /// Messages about what is not changed.
    pub(super) fn remarks(&self) -> Vec<String> {
        let (old, fresh) = (&self.old.errors, &self.fresh.errors);
        let gone = old.iter().filter(|error| error.source == ErrorSource::Page);
        let gone = gone.filter(|error| !fresh.iter().any(|new| new.code == error.code));
        let gone = gone.filter(|error| !self.quirks.excuse_code(error.code.value));
        let mut messages: Vec<String> = Vec::new();
        if !self.reading.known {
            let codes: Vec<String> = gone.map(|error| error.code.value.to_string()).collect();
            if !codes.is_empty() {
                messages.push(format!("errors: the page doesn't list {}", codes.join(", ")));
            }
            let page =
                |vendor: &weixin_spec::Vendor| vendor.page.as_ref().map(|page| page.value.clone());
            if let (Some(old), Some(new)) = (page(&self.old.vendor), page(&self.fresh.vendor)) {
                let also = self.old.vendor.also.iter().any(|also| also.value == new);
                if old != new && !also {
                    messages.push(format!(
                        "vendor.page: the URL of this page is {new}, the spec has {old}"
                    ));
                }
            }
        }
        messages
    }
}
