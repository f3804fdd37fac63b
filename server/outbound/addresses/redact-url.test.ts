import { expect, test } from "vitest";
import { looksSecret } from "@/server/secrets/masking/looks-secret";
import { redactUrl } from "./redact-url";

test.each([
  ["https://example.com/hook", "https://example.com/hook"],
  ["https://example.com", "https://example.com/"],
  ["https://user:pass@example.com/hook", "https://•••@example.com/hook"],
  ["https://user@example.com/hook", "https://•••@example.com/hook"],
  ["https://us:pa@ss@example.com/", "https://•••@example.com/"],
  ["https://example.com/a@b", "https://example.com/a@b"],
  ["https://example.com/?key=1&q=a%20b&x", "https://example.com/?key=•••&q=a%20b&x"],
  [
    "https://example.com/?api_key=1&accessToken=2&sig=3&X-Amz-Signature=4",
    "https://example.com/?api_key=•••&accessToken=•••&sig=•••&X-Amz-Signature=•••",
  ],
  ["https://example.com/?%6bey=1&t%6Fken=2", "https://example.com/?%6bey=•••&t%6Fken=•••"],
  ["https://example.com/?token=a=b", "https://example.com/?token=•••"],
  ["https://example.com/?token=a#id_token=b", "https://example.com/?token=•••"],
  ["https://example.com/?keyword=shoes&author=me&page=2", "https://example.com/?keyword=shoes&author=me&page=2"],
  ["https://user:pass@exa mple.com/?token=1", "https://•••@exa mple.com/?token=•••"],
  ["https:\\\\user:pass@example.com", "https://•••@example.com/"],
  ["user:pass@example.com/path", "•••@example.com/path"],
  ["not a url", "not a url"],
])("The address %s is shown as %s", (url, shown) => expect(redactUrl(url)).toBe(shown));

test.each(
  "Authorization Proxy-Authorization Cookie Set-Cookie X-Api-Key apikey X-Auth-Token x-goog-signature webhook-signature api-key private_token clientSecret PASSWORD X-Session-Id Ocp-Apim-Subscription-Key".split(
    " ",
  ),
)("The name %s looks secret", (name) => expect(looksSecret(name)).toBe(true));

test.each(
  "Accept Content-Type Idempotency-Key webhook-id X-Request-Id keyword monkey author X-Pinned passenger".split(" "),
)("The name %s does not look secret", (name) => expect(looksSecret(name)).toBe(false));
