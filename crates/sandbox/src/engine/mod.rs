//! From a request to its response: route, scripted answer, checks, behaviour, example, ledger.

mod answer;
mod check;
pub(crate) mod clock;
pub(crate) mod entry;
mod example;
pub(crate) mod ledger;
mod redact;
mod route;
pub(crate) mod scripts;

use std::sync::{Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use hyper::http::request::Parts;
use hyper::{Method, Uri};
use weixin_spec::{Endpoint, Model};

use crate::faults::{self, ActiveFaults, Fault, Hit};
use crate::handlers::Behaviours;
use crate::handlers::call::Call;
use crate::http::form::Form;
use crate::http::query::Query;
use crate::http::reply::Reply;
use crate::pages::Page;
use crate::refusal::Refusal;
use crate::world::{World, pdfs};
use answer::Answer;
use clock::Clock;
use entry::{Entry, Verdict};
use ledger::Records;
use redact::Redactor;
use route::Route;
use scripts::Scripts;

/// The sandbox without its sockets.
pub(crate) struct Engine {
    pub(crate) model: Model,
    behaviours: Behaviours,
    redactor: Redactor,
    state: Mutex<State>,
}

/// The mutable state, behind one lock: requests are answered one after another.
pub(crate) struct State {
    pub(crate) clock: Clock,
    pub(crate) world: World,
    pub(crate) scripts: Scripts,
    pub(crate) faults: ActiveFaults,
    pub(crate) records: Records,
    pub(crate) received: u64,
}

impl State {
    /// Sets the world's time to that of the clock.
    pub(crate) fn update_time(&mut self) {
        self.world.now = self.clock.now();
    }
}

/// A request whose body has been read, was too large, or was cut off by a fault.
pub(crate) struct Received {
    /// The number of its connection.
    pub(crate) connection: u64,
    pub(crate) head: Parts,
    pub(crate) body: Result<Bytes, TooLarge>,
    /// The body's parts, if it is a form.
    pub(crate) form: Option<Form>,
}

impl Received {
    /// Creates a request from the part that was read before a fault hit.
    pub(crate) fn partial(connection: u64, head: Parts, body: Bytes) -> Self {
        Self { connection, head, body: Ok(body), form: None }
    }
}

/// A body that was not read because of its size.
pub(crate) struct TooLarge {
    /// The limit that it exceeds, as text.
    pub(crate) limit: &'static str,
}

/// A response, with its endpoint and verdict.
struct Answered<'a> {
    endpoint: Option<&'a Endpoint>,
    verdict: Verdict,
    reply: Reply,
}

impl Engine {
    pub(crate) fn new(model: Model, behaviours: Behaviours, state: State) -> Self {
        let redactor = Redactor::new(&model);
        Self { model, behaviours, redactor, state: Mutex::new(state) }
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        // After a panic elsewhere the state is still usable.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns the fault that hits a request, if any. Must be called once for each request, since it
    /// counts calls.
    pub(crate) fn fault(&self, method: &Method, uri: &Uri) -> Option<Hit> {
        let mut state = self.state();
        if state.faults.is_empty() || Page::find(&self.model, method, uri.path()).is_some() {
            return None;
        }
        let query = Query::parse(uri.query().unwrap_or_default());
        let endpoint = self.endpoint(method, uri, &query);
        state.faults.choose(endpoint.map(|endpoint| endpoint.id.value.as_str()))
    }

    /// Answers a request and records it.
    pub(crate) fn answer(&self, request: Received, hit: Option<&Hit>) -> Reply {
        let query = Query::parse(request.head.uri.query().unwrap_or_default());
        let mut state = self.state();
        state.received += 1;
        state.update_time();
        let answered = match hit {
            None => self.exchange(&mut state, &request, &query),
            Some(hit) => self.with_fault(hit, &mut state, &request, &query),
        };
        let reply = answered.reply.clone();
        let fault = hit.map(|hit| hit.fault.clone());
        let entry = Entry { fault, ..self.entry(&state, request, &query, answered) };
        state.records.add(entry);
        reply
    }

    fn with_fault(
        &self,
        hit: &Hit,
        state: &mut State,
        request: &Received,
        query: &Query,
    ) -> Answered<'_> {
        let Hit { fault, executes } = hit;
        let instead = faults::instead(fault, &self.model, state.received);
        if !executes {
            let endpoint = self.endpoint(&request.head.method, &request.head.uri, query);
            let verdict = match fault {
                Fault::Code(code) => Verdict::Refused(*code),
                _ => Verdict::Faulted,
            };
            return Answered { endpoint, verdict, reply: instead.unwrap_or_else(Reply::none) };
        }
        faults::before(fault, &self.model, &mut state.world, query);
        let answered = self.exchange(state, request, query);
        let reply = match instead {
            Some(reply) => reply,
            None => faults::altered(fault, &state.world, answered.reply),
        };
        Answered { reply, ..answered }
    }

    fn exchange(&self, state: &mut State, request: &Received, query: &Query) -> Answered<'_> {
        let (method, path) = (request.head.method.as_str(), request.head.uri.path());
        let number = state.received;
        let refused = |endpoint, refusal: Refusal| Answered {
            endpoint,
            verdict: Verdict::Refused(refusal.reason.code()),
            reply: refusal.reply(&self.model, number),
        };
        let endpoint = match route::find(&self.model, method, path, query) {
            Route::Endpoint(endpoint) => endpoint,
            Route::NoSuchPath => return self.no_endpoint(&state.world, method, path, query),
            Route::WrongMethod(reason) => return refused(self.only_one_at(path), reason.into()),
            Route::WrongQuery(endpoint, name, value) => {
                let detail = format!("query: `{name}` must be {value}");
                let behaviour = self.behaviours.get(endpoint);
                let refusal = check::refusal(name, detail, behaviour);
                return refused(self.only_one_at(path), refusal);
            }
        };
        let body = match &request.body {
            Ok(body) => body,
            Err(TooLarge { limit }) => {
                let message = format!("the body is larger than {limit}\n");
                return Answered { endpoint: Some(endpoint), ..rejected(413, message) };
            }
        };
        if let Some(reply) = state.scripts.next(&endpoint.id) {
            return Answered { endpoint: Some(endpoint), verdict: Verdict::Scripted, reply };
        }
        let body = (body, request.form.as_ref());
        match self.execute(&mut state.world, endpoint, query, body) {
            Err(refusal) => refused(Some(endpoint), refusal),
            Ok(answer) => self.answered(endpoint, answer),
        }
    }

    /// Returns the endpoint that a request line is for.
    fn endpoint(&self, method: &Method, uri: &Uri, query: &Query) -> Option<&Endpoint> {
        match route::find(&self.model, method.as_str(), uri.path(), query) {
            Route::Endpoint(endpoint) => Some(endpoint),
            Route::NoSuchPath => None,
            Route::WrongMethod(_) | Route::WrongQuery(..) => self.only_one_at(uri.path()),
        }
    }

    /// Returns the endpoint of a path if no other has this path, so that a request for it can only be
    /// meant for this endpoint.
    fn only_one_at(&self, path: &str) -> Option<&Endpoint> {
        let here = |endpoint: &&Endpoint| endpoint.path.value == path;
        let mut endpoints = self.model.endpoints.iter().filter(here);
        endpoints.next().filter(|_| endpoints.next().is_none())
    }

    /// Answers requests for URLs that responses contain and that aren't endpoints of the API.
    fn no_endpoint(&self, world: &World, method: &str, path: &str, query: &Query) -> Answered<'_> {
        if method != "GET" || path != pdfs::PATH {
            return rejected(404, "no endpoint has this path\n");
        }
        match world.pdfs.download(query.get("media_key").unwrap_or_default(), world.now) {
            None => rejected(404, "the link to this PDF is unknown or has expired\n"),
            Some(pdf) => Answered {
                endpoint: None,
                verdict: Verdict::Executed,
                reply: Reply::file("application/pdf", pdf),
            },
        }
    }

    /// Checks a call, executes it and returns the response.
    fn execute(
        &self,
        world: &mut World,
        endpoint: &Endpoint,
        query: &Query,
        body: (&Bytes, Option<&Form>),
    ) -> Result<Answer, Refusal> {
        let model = &self.model;
        let behaviour = self.behaviours.get(endpoint);
        let account = check::caller(&model.api, endpoint, query, world)?;
        let account = account.to_owned();
        check::query(model, endpoint, query, behaviour)?;
        let (account, form) = (account.as_str(), body.1);
        let body = check::body(model, endpoint, body, behaviour)?;
        let call = Call { endpoint, account, query, body: body.as_ref(), form, documented: None };
        answer::answer(model, world, behaviour, call)
    }

    fn answered<'a>(&self, endpoint: &'a Endpoint, answer: Answer) -> Answered<'a> {
        let (verdict, body) = match answer {
            Answer::Success(body) => (Verdict::Executed, body),
            Answer::Error(body) => {
                let code = body.get(&self.model.api.envelope.code);
                let code = code.and_then(weixin_spec::Json::as_i64);
                (Verdict::Refused(code.unwrap_or_default()), body)
            }
        };
        let file = endpoint.response.is_file() && verdict == Verdict::Executed;
        let reply = match body.as_str().filter(|_| file) {
            Some(text) => Reply::file("application/octet-stream", text.to_owned()),
            None => Reply::of_json(&body),
        };
        Answered { endpoint: Some(endpoint), verdict, reply }
    }

    fn entry(
        &self,
        state: &State,
        request: Received,
        query: &Query,
        answered: Answered<'_>,
    ) -> Entry {
        let (redactor, world) = (&self.redactor, &state.world);
        let Parts { method, uri, headers, .. } = request.head;
        let body = request.body.unwrap_or_default();
        let path = redactor.text(world, uri.path());
        let tokens = self.model.api.tokens.iter();
        let mut labels = tokens.filter_map(|token| world.tokens.label(query.get(&token.query)?));
        let headers = headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes()));
        Entry {
            number: state.received,
            connection: request.connection,
            endpoint: answered.endpoint.map(|endpoint| endpoint.id.value.clone()),
            verdict: answered.verdict,
            fault: None,
            method: method.as_str().to_owned(),
            target: match uri.query() {
                None => path.clone(),
                Some(_) => format!("{path}?{}", redactor.raw_query(world, query)),
            },
            path,
            query: redactor.parameters(world, query),
            token: labels.next().map(str::to_owned),
            headers: redactor.headers(world, headers),
            body_shown: match &request.form {
                Some(form) => redactor.form(world, form),
                None => redactor.body(world, &body),
            },
            body,
            reply_shown: redactor.body(world, answered.reply.body()),
            reply: answered.reply,
        }
    }
}

fn rejected(status: u16, message: impl Into<Bytes>) -> Answered<'static> {
    Answered { endpoint: None, verdict: Verdict::Rejected, reply: Reply::text(status, message) }
}
