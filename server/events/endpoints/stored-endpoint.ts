import { and, eq, inArray } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Executor } from "@/db/client";
import { bots } from "@/db/schema/bots";
import { channels } from "@/db/schema/conversations";
import type { StoredHeader } from "@/db/schema/events";
import { DomainError, type ErrorDetail } from "@/server/errors";
import { assertSafeUrl } from "@/server/outbound/addresses/assert-safe-url";
import { OutboundFailure } from "@/server/outbound/outbound-failure";
import { prepareHeaders } from "@/server/outbound/request-headers";
import { looksSecret } from "@/server/secrets/masking/looks-secret";
import { MIN_SECRET_LENGTH } from "@/server/secrets/masking/secret-limits";
import { assertSecretGoesAlong } from "@/server/secrets/other-server";
import { openSecret, sealSecret } from "@/server/secrets/secret-box";
import type { EndpointInput, HeaderInput } from "./endpoint-input";
import { shownUrl, unmaskedUrl } from "./endpoint-url";
import { isOwnHeader } from "../own-headers";
import type { EndpointRow } from "./find-endpoint";

export type StoredEndpoint = Pick<
  EndpointRow,
  | "name"
  | "urlSealed"
  | "urlShown"
  | "events"
  | "botIds"
  | "channelIds"
  | "tags"
  | "headers"
  | "concurrency"
  | "ratePerSecond"
>;

/**
 * Returns what is stored of a form: its secrets sealed, and those that it does not change kept.
 * @param stored The endpoint before; null for a new one.
 * @throws DomainError `invalid` for a fault of a field, or a secret that would go to another server.
 */
export async function storedEndpoint(
  on: Executor,
  workspaceId: string,
  input: EndpointInput,
  stored: EndpointRow | null,
): Promise<StoredEndpoint> {
  const { name, events, botIds, channelIds, tags, concurrency, ratePerSecond } = input;
  const before = stored && openSecret(stored.urlSealed);
  const url = unmaskedUrl(input.url, before);
  if (url !== before) assertSafeUrl(url, ["url"]);
  const headers = storedHeaders(input.headers, url, before, stored?.headers ?? []);
  await assertKnown(on, bots, workspaceId, "bot", ["botIds"], newOnes(botIds, stored?.botIds));
  await assertKnown(on, channels, workspaceId, "channel", ["channelIds"], newOnes(channelIds, stored?.channelIds));
  const urlSealed = stored && url === before ? stored.urlSealed : sealSecret(url);
  const settings = { name, events, botIds, channelIds, tags, concurrency, ratePerSecond };
  return { ...settings, urlSealed, urlShown: shownUrl(url), headers };
}

function storedHeaders(
  given: HeaderInput[],
  url: string,
  urlBefore: string | null,
  before: StoredHeader[],
): StoredHeader[] {
  return given.map(({ name, value, isSecret }, index) => {
    const path = ["headers", index];
    assertHeader(name, value, path);
    if (given.findIndex((other) => isSameName(other.name, name)) < index) {
      throw faultAt([...path, "name"], `The header ${name} is given twice. Keep one of them.`);
    }
    if (value !== null) {
      // Whoever enters a password as plain text would otherwise show it to every member.
      if (!isSecret && !looksSecret(name)) return { name, value, isSecret: false };
      if (value.length >= MIN_SECRET_LENGTH) return { name, value: sealSecret(value), isSecret: true };
      throw faultAt([...path, "value"], `A secret value has at least ${MIN_SECRET_LENGTH} characters.`);
    }
    const kept = before.find((other) => other.isSecret && isSameName(other.name, name));
    if (!kept) throw faultAt([...path, "value"], `Enter the value of ${name}.`);
    assertSecretGoesAlong(urlBefore, url, [...path, "value"]);
    return { ...kept, name };
  });
}

function assertHeader(name: string, value: string | null, path: ErrorDetail["path"]): void {
  if (isOwnHeader(name)) {
    throw faultAt([...path, "name"], `Parley sets the header ${name} itself. Remove it.`);
  }
  try {
    prepareHeaders({ [name]: "" }, "");
  } catch (error) {
    throw error instanceof OutboundFailure ? faultAt([...path, "name"], error.message) : error;
  }
  try {
    prepareHeaders({ [name]: value ?? "" }, "");
  } catch (error) {
    throw error instanceof OutboundFailure ? faultAt([...path, "value"], error.message) : error;
  }
}

function isSameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** Entries that a filter had before may name what was deleted since. */
function newOnes(ids: string[] | null, before: string[] | null | undefined): string[] {
  return (ids ?? []).filter((id) => !before?.includes(id));
}

async function assertKnown(
  on: Executor,
  table: typeof bots | typeof channels,
  workspaceId: string,
  what: string,
  path: string[],
  ids: string[],
): Promise<void> {
  if (ids.length === 0) return;
  const columns: { id: PgColumn; workspaceId: PgColumn } = table;
  const found = await on
    .select({ id: columns.id })
    .from(table)
    .where(and(eq(columns.workspaceId, workspaceId), inArray(columns.id, ids)));
  if (found.length < ids.length) {
    throw faultAt(path, `A ${what} of the filter does not exist in your workspace. Choose it from the list again.`);
  }
}

function faultAt(path: ErrorDetail["path"], message: string): DomainError {
  return new DomainError("invalid", message, { details: [{ path, message }] });
}
