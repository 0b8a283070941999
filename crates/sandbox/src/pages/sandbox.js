// Shows the sandbox's calls, with a good token of each kind filled in so that they can be tried at once.
"use strict";

async function show() {
  const tokens = await (await fetch("/swagger-ui/tokens.json")).json();
  const ui = SwaggerUIBundle({
    url: "/openapi.json",
    dom_id: "#swagger-ui",
    deepLinking: true,
    displayRequestDuration: true,
    filter: true,
    // The usual one would send the document's address to a server elsewhere.
    validatorUrl: null,
    onComplete() {
      for (const [kind, token] of Object.entries(tokens)) ui.preauthorizeApiKey(kind, token);
    },
  });
}

show();
