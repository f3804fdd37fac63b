import type { eventEndpoints, StoredHeader } from "@/db/schema/events";
import { logFailure } from "@/server/log/log-failure";
import { createRedactor } from "@/server/secrets/masking/create-redactor";
import { looksSecret, MASK } from "@/server/secrets/masking/looks-secret";
import { openSecret } from "@/server/secrets/secret-box";
import { isOwnHeader } from "../own-headers";

/** What requests to an endpoint need of its row. */
export type SealedEndpoint = Pick<
  typeof eventEndpoints.$inferSelect,
  "id" | "urlSealed" | "urlShown" | "headers" | "secretSealed" | "previousSecretSealed"
>;

/** An endpoint as requests use it, with its secrets. */
export interface OpenEndpoint {
  url: string;
  /** Without the values of the query. */
  urlShown: string;
  headers: Record<string, string>;
  /** The headers for the log, with secret values masked. */
  headersShown: Record<string, string>;
  /** The secrets that sign. */
  secrets: string[];
  /** Masks the endpoint's secrets in a text. */
  hide: (text: string) => string;
}

/** Returns null if a secret cannot be opened because it was sealed under another PARLEY_SECRET. */
export function openEndpoint(endpoint: SealedEndpoint): OpenEndpoint | null {
  try {
    return opened(endpoint);
  } catch (error) {
    logFailure(endpoint.id, "the secrets of an endpoint cannot be opened", error);
    return null;
  }
}

function opened({ urlSealed, urlShown, headers, secretSealed, previousSecretSealed }: SealedEndpoint): OpenEndpoint {
  const url = openSecret(urlSealed);
  const sealedSecrets = previousSecretSealed === null ? [secretSealed] : [secretSealed, previousSecretSealed];
  const secrets = sealedSecrets.map(openSecret);
  // A custom header cannot replace one of Parley's.
  const custom = headers.filter(({ name }) => !isOwnHeader(name));
  const values = custom.map((header) => ({ ...header, value: valueOf(header) }));
  const masked = values.map(({ name, value, isSecret }) => [name, isSecret || looksSecret(name) ? MASK : value]);
  return {
    url,
    urlShown,
    headers: { ...Object.fromEntries(values.map(({ name, value }) => [name, value])), "user-agent": USER_AGENT },
    headersShown: { ...Object.fromEntries(masked), "user-agent": USER_AGENT },
    secrets,
    hide: createRedactor([
      ...secrets,
      ...secrets.map((secret) => secret.replace(/^whsec_/, "")),
      ...values.filter(({ isSecret, name }) => isSecret || looksSecret(name)).map(({ value }) => value),
      ...queryTexts(url),
    ]),
  };
}

/** Every text of the query that is masked where the address is shown: as sent, and as a receiver decodes it. */
function queryTexts(url: string): string[] {
  const { search, searchParams } = new URL(url);
  const sent = search.slice(1).split("&");
  const decoded = [...searchParams].map(([name, value]) => value || name);
  return [...sent.map((pair) => pair.slice(pair.indexOf("=") + 1)), ...decoded];
}

function valueOf({ value, isSecret }: StoredHeader): string {
  return isSecret ? openSecret(value) : value;
}

const USER_AGENT = "Parley-Webhooks/1";
