//! Records the spans and events of this crate in order.

use std::{
    fmt::{Debug, Write},
    sync::{Arc, Mutex},
};

use tracing::{
    Event, Metadata, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id, Record},
};
use tracing_subscriber::layer::{Context, Layer};

/// A line for each new span, indented lines for its events, and a line for fields that are recorded later.
#[derive(Clone, Default)]
pub(crate) struct Recorder(Arc<Mutex<Text>>);

#[derive(Default)]
struct Text {
    begun: String,
    recorded: String,
}

struct Fields<'t>(&'t mut String);

impl Visit for Fields<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        // The message of an event is written before its fields.
        if field.name() != "message" {
            let _ = write!(self.0, " {}={value:?}", field.name());
        }
    }
}

struct Message<'t>(&'t mut String);

impl Visit for Message<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if field.name() == "message" {
            let _ = write!(self.0, "{value:?}");
        }
    }
}

impl Recorder {
    pub(crate) fn into_text(self) -> String {
        let text = self.0.lock().unwrap();
        format!("{}  {}\n", text.begun, text.recorded.trim())
    }
}

impl<S: Subscriber> Layer<S> for Recorder {
    fn enabled(&self, metadata: &Metadata<'_>, _: Context<'_, S>) -> bool {
        metadata.target().starts_with("weixin")
    }

    fn on_new_span(&self, attributes: &Attributes<'_>, _: &Id, _: Context<'_, S>) {
        let text = &mut self.0.lock().unwrap().begun;
        let _ = write!(text, "{} {}", attributes.metadata().level(), attributes.metadata().name());
        attributes.record(&mut Fields(text));
        text.push('\n');
    }

    fn on_record(&self, _: &Id, values: &Record<'_>, _: Context<'_, S>) {
        values.record(&mut Fields(&mut self.0.lock().unwrap().recorded));
    }

    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let text = &mut self.0.lock().unwrap().begun;
        let _ = write!(text, "  {} ", event.metadata().level());
        event.record(&mut Message(text));
        event.record(&mut Fields(text));
        text.push('\n');
    }
}
