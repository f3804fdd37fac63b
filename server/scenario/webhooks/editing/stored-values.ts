import { DomainError, type ErrorDetail } from "@/server/errors";
import { assertSafeUrl } from "@/server/outbound/addresses/assert-safe-url";
import { OutboundFailure } from "@/server/outbound/outbound-failure";
import { prepareHeaders } from "@/server/outbound/request-headers";
import type { StoredHeader, WebhookConfig } from "@/server/schemas/scenario/webhook";
import { looksSecret } from "@/server/secrets/masking/looks-secret";
import { MIN_SECRET_LENGTH } from "@/server/secrets/masking/secret-limits";
import { assertSecretGoesAlong } from "@/server/secrets/other-server";
import { sealSecret } from "@/server/secrets/secret-box";
import type { WebhookRow } from "../find-webhook";
import { secretsOfUrl, unmasked } from "../requests/address";
import type { HeaderInput, WebhookInput } from "./webhook-input";

export type StoredValues = Pick<WebhookRow, "name" | "url" | "config" | "headers" | "tokenSealed">;

/**
 * Returns what is stored of a form: its secrets sealed, and those that it does not change kept.
 * @param stored The webhook before; null for a new one.
 * @throws DomainError `invalid` for a fault of a field, or a secret that would go to another server.
 */
export function storedValues(input: WebhookInput, stored: WebhookRow | null): StoredValues {
  if (stored && stored.config.kind !== input.kind) {
    throw new DomainError("invalid", "The kind of a webhook cannot be changed. Add another webhook.");
  }
  const url = unmasked(input.url, stored?.url ?? null, ["url"]);
  if (url !== stored?.url) assertSafeUrl(url, ["url"]);
  if (input.kind === "fulfilment") assertNoOwnToken(url);
  if (url !== stored?.url) assertMaskable(url);
  if (input.kind === "fulfilment") {
    const { schema, fallbackText } = input;
    const config: WebhookConfig = { kind: "fulfilment", schema, fallbackText };
    return { name: input.name, url, config, headers: [], tokenSealed: sealedToken(input.token, url, stored) };
  }
  const { thanksText } = input;
  const config: WebhookConfig = { kind: "campaign", extraBody: input.extraBody.trim() || "{}", thanksText };
  return { name: input.name, url, config, headers: storedHeaders(input.headers, url, stored), tokenSealed: null };
}

/** A shorter secret cannot be told from other text, so that the log of the calls might show it. */
function assertMaskable(url: string): void {
  if (secretsOfUrl(url).every((secret) => secret.length >= MIN_SECRET_LENGTH)) return;
  throw faultAt(["url"], `A secret value in the address has at least ${MIN_SECRET_LENGTH} characters.`);
}

function assertNoOwnToken(url: string): void {
  const own = [...new URL(url).searchParams.keys()].find((name) => name === "token" || name === "challenge");
  if (own === undefined) return;
  throw faultAt(["url"], `Parley adds "${own}" itself. Take it out of the address.`);
}

function sealedToken(token: string | undefined, url: string, stored: WebhookRow | null): string {
  if (token !== undefined) return sealSecret(token);
  const kept = stored?.tokenSealed ?? null;
  if (stored === null || kept === null) throw faultAt(["token"], "Enter the verification token.");
  assertSecretGoesAlong(stored.url, url, ["token"]);
  return kept;
}

function storedHeaders(headers: HeaderInput[], url: string, stored: WebhookRow | null): StoredHeader[] {
  return headers.map((given, index) => {
    const { name, value, secret } = given;
    const path = ["headers", index];
    assertHeader(given, [...path, "name"]);
    if (headers.findIndex((other) => isSameName(other.name, name)) < index) {
      throw faultAt([...path, "name"], `The header ${name} is given twice. Keep one of them.`);
    }
    if (value !== null) {
      // Whoever enters a password as plain text would otherwise show it to every member.
      if (!secret && !looksSecret(name)) return { name, value };
      if (value.length >= MIN_SECRET_LENGTH) return { name, sealed: sealSecret(value) };
      throw faultAt([...path, "value"], `A secret value has at least ${MIN_SECRET_LENGTH} characters.`);
    }
    const kept = stored?.headers.find((other) => isSameName(other.name, name));
    if (!stored || !kept || !("sealed" in kept)) throw faultAt([...path, "value"], `Enter the value of ${name}.`);
    assertSecretGoesAlong(stored.url, url, [...path, "value"]);
    return { name, sealed: kept.sealed };
  });
}

/** Headers that Parley sets on each call of a webhook, beside those of the connection. */
const OWN_HEADERS = new Set(["content-type", "webhook-id"]);

function assertHeader({ name, value }: HeaderInput, path: ErrorDetail["path"]): void {
  if (OWN_HEADERS.has(name.toLowerCase())) {
    throw faultAt(path, `Parley sets the header ${name} itself. Remove it.`);
  }
  try {
    prepareHeaders({ [name]: value ?? "" }, "");
  } catch (error) {
    if (!(error instanceof OutboundFailure)) throw error;
    throw faultAt(path, error.message);
  }
}

function isSameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function faultAt(path: ErrorDetail["path"], message: string): DomainError {
  return new DomainError("invalid", message, { details: [{ path, message }] });
}
