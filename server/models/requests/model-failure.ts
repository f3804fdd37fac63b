import { APICallError } from "ai";
import { z } from "zod";
import { OutboundFailure, type OutboundErrorCode } from "@/server/outbound/outbound-failure";
import { parseJson } from "@/server/text/parse-json";
import { parseRetryAfter } from "@/server/text/parse-retry-after";
import { createRedactor } from "@/server/secrets/masking/create-redactor";
import { MASK } from "@/server/secrets/masking/looks-secret";
import { excerpt } from "@/server/text/excerpt";

/** Why a request to a model came to nothing. */
export interface ModelFailure {
  /** For people; may still hold secrets until it has been scrubbed. */
  reason: string;
  retryable: boolean;
  /** How long the provider asks to wait, in milliseconds. */
  retryAfterMs: number | null;
  /** Of the answer, where the provider refused. */
  status: number | null;
}

const RETRYABLE_STATUS = new Set([408, 409, 425, 429]);
/** Failures of the connection that may pass. */
const PASSING: ReadonlySet<OutboundErrorCode> = new Set(["dns", "connect", "timeout", "reset"]);
/** What providers call errors that asking again does not mend. */
const FINAL_ERROR =
  /invalid|auth|permission|forbidden|not_found|insufficient_quota|billing|content_filter|context_length/i;
const MAX_REASON = 500;
/** How many characters are read of an error's body that is not JSON. */
const MAX_PAGE = 8000;

/** An answer that does not have the form of a model's answer. */
export class UnexpectedAnswer extends Error {
  /** @param how What the server did, to follow its name: "answered with a web page." */
  constructor(how: string) {
    super(how);
    this.name = "UnexpectedAnswer";
  }
}

/** The message for a web page, mostly the result of a wrong address. */
export const WEB_PAGE = "answered with a web page: is the address right?";

/** The forms of servers' error bodies, each parsed to its message. */
export const errorBody = z.union([
  z.object({ error: z.object({ message: z.string() }) }).transform((body) => body.error.message),
  z.object({ error: z.string() }).transform((body) => body.error),
  z.object({ message: z.string() }).transform((body) => body.message),
  z.object({ detail: z.string() }).transform((body) => body.detail),
]);

/** Reads a failed request: "401 from api.example.com: invalid API key". */
export function readRequestFailure(error: unknown, host: string): ModelFailure {
  const call = findApiCallError(error);
  const status = call?.statusCode;
  if (call && status !== undefined && (status < 200 || status > 299)) {
    const wait = retryAfter(call.responseHeaders ?? {});
    return { ...failed(`${status} from ${host}: ${messageOf(error, call)}`, isRetryable(status), wait), status };
  }
  const outbound = causes(error).find((cause) => cause instanceof OutboundFailure);
  if (outbound) return failed(outbound.message, PASSING.has(outbound.code));
  const unexpected = causes(error).find((cause) => cause instanceof UnexpectedAnswer);
  if (unexpected) return failed(`${host} ${unexpected.message}`, true);
  if (call && status === undefined) return failed(`No connection to ${host}: ${rootMessage(call)}`, true);
  return status === undefined ? garbled(host) : cutOff(host);
}

/** Reads an error that a provider sent in place of a part of its answer. */
export function readStreamFailure(error: unknown, host: string): ModelFailure {
  if (error instanceof Error) return /ended without/i.test(error.message) ? cutOff(host) : garbled(host);
  const sent = sentError.safeParse(typeof error === "string" ? { message: error } : error);
  if (!sent.success) return garbled(host);
  const { message, code, type } = sent.data;
  if (typeof code === "number" && code >= 400) {
    return { ...failed(`${code} from ${host}: ${message}`, isRetryable(code)), status: code };
  }
  return failed(`${host}: ${message}`, !FINAL_ERROR.test(`${type ?? ""} ${code ?? ""}`));
}

/** An answer that ended before its end. */
export function cutOff(host: string): ModelFailure {
  return failed(`${host} broke its answer off.`, true);
}

/** Something that asking again may mend (`retryable`), or not. */
export function failed(reason: string, retryable: boolean, retryAfterMs: number | null = null): ModelFailure {
  return { reason: reason.trim().replace(/:$/, ""), retryable, retryAfterMs, status: null };
}

/** A failure's reason for people and traces: without secrets, and not too long. */
export function sayFailure({ reason, retryAfterMs }: ModelFailure, secrets: string[]): string {
  // Cut after scrubbing: half a key would no longer be found.
  const safe = scrubSecrets(reason, secrets);
  const short = excerpt(safe, MAX_REASON);
  return retryAfterMs === null ? short : `${short} (It asks to wait ${Math.ceil(retryAfterMs / 1000)} s.)`;
}

/** Masks the secrets, and whatever else an answer quotes as credentials. */
function scrubSecrets(text: string, secrets: string[]): string {
  // Shorter ones are placeholders for servers that need no key; masking them would mask parts of ordinary words.
  const redact = createRedactor(secrets.filter((secret) => secret.length >= 6));
  return redact(text).replaceAll(/\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi, `$1 ${MASK}`);
}

const sentError = z.object({
  message: z.string(),
  code: z.union([z.string(), z.number()]).nullish(),
  type: z.string().nullish(),
});

function garbled(host: string): ModelFailure {
  return failed(`${host} sent something that is no model's answer.`, true);
}

function isRetryable(status: number): boolean {
  return RETRYABLE_STATUS.has(status) || status >= 500;
}

/** The SDK of the AI Gateway wraps the failed request in an error of its own. */
function findApiCallError(error: unknown): APICallError | undefined {
  return causes(error).find((cause) => APICallError.isInstance(cause));
}

function messageOf(error: unknown, call: APICallError): string {
  const body = call.responseBody ?? "";
  const told = errorBody.safeParse(parseJson(body));
  if (told.success) return told.data;
  const plain = withoutTags(cutAtSpace(body, MAX_PAGE)).replaceAll(/\s+/g, " ").trim();
  return plain === "" ? call.message || rootMessage(error) : plain;
}

/** A page's text. Steps from tag to tag, since a regular expression may take quadratic time. */
function withoutTags(page: string): string {
  const parts: string[] = [];
  let from = 0;
  for (;;) {
    const opened = page.indexOf("<", from);
    const closed = opened < 0 ? -1 : page.indexOf(">", opened);
    if (closed < 0) return [...parts, page.slice(from)].join(" ");
    parts.push(page.slice(from, opened));
    from = closed + 1;
    // What stands in such an element is no text; one that is not closed goes on to the end.
    if (/^(?:style|script)\b/i.test(page.slice(opened + 1, opened + 8))) from = endOfElement(page, from);
  }
}

function endOfElement(page: string, from: number): number {
  const closing = /<\/(?:style|script)\b/gi;
  closing.lastIndex = from;
  return closing.exec(page)?.index ?? page.length;
}

/** The beginning of a long text, cut before a word: half a key would not be recognised as a secret. */
function cutAtSpace(text: string, max: number): string {
  if (text.length <= max) return text;
  const space = /\s\S*$/.exec(text.slice(0, max));
  return text.slice(0, space?.index ?? 0);
}

/** The innermost message: wrappers only say that something failed. */
function rootMessage(error: unknown): string {
  const messages = causes(error).flatMap((cause) =>
    cause instanceof Error && cause.message !== "" ? [cause.message] : [],
  );
  return messages.at(-1) ?? "";
}

function causes(error: unknown): unknown[] {
  const found: unknown[] = [];
  for (let next = error; next !== undefined && !found.includes(next);) {
    found.push(next);
    next = next instanceof Error ? next.cause : undefined;
  }
  return found;
}

/** Milliseconds that a provider asks to wait: `retry-after-ms`, or Retry-After, in which some write fractions. */
function retryAfter(headers: Record<string, string>): number | null {
  const precise = Number(headers["retry-after-ms"] ?? Number.NaN);
  if (Number.isFinite(precise)) return Math.max(0, precise);
  return parseRetryAfter(headers["retry-after"]?.replace(/\.\d+\s*$/, ""), Date.now());
}
