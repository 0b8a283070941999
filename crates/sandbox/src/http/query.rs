//! The query string of a request, raw and decoded.

/// A parsed query string.
pub(crate) struct Query {
    pub(crate) parameters: Vec<Parameter>,
}

/// One `name=value`.
pub(crate) struct Parameter {
    /// As in the request line.
    pub(crate) raw: String,
    pub(crate) name: String,
    pub(crate) value: String,
}

impl Query {
    pub(crate) fn parse(query: &str) -> Self {
        let pieces = query.split('&').filter(|piece| !piece.is_empty());
        let parameters = pieces.filter_map(|piece| {
            let (name, value) = form_urlencoded::parse(piece.as_bytes()).next()?;
            Some(Parameter {
                raw: piece.to_owned(),
                name: name.into_owned(),
                value: value.into_owned(),
            })
        });
        Self { parameters: parameters.collect() }
    }

    /// Returns the value of the first parameter with a name.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let mut parameters = self.parameters.iter();
        let found = parameters.find(|parameter| parameter.name == name);
        found.map(|parameter| parameter.value.as_str())
    }
}
