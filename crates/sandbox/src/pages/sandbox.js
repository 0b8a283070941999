// Shows the sandbox's calls, with a valid token of each kind filled in so that they can be tried at once.
"use strict";

async function show() {
  const tokens = await (await fetch("/swagger-ui/tokens.json")).json();
  const ui = SwaggerUIBundle({
    url: "/openapi.json",
    dom_id: "#swagger-ui",
    deepLinking: true,
    displayRequestDuration: true,
    filter: true,
    // The default one would send the document's URL to a third-party server.
    validatorUrl: null,
    onComplete() {
      for (const [kind, token] of Object.entries(tokens)) ui.preauthorizeApiKey(kind, token);
    },
  });
}

show();
