import type { Dispatcher } from "undici";
import { logFailure } from "@/server/log/log-failure";
import { requestIdHere } from "@/server/log/request-scope";
import { exchange, hangUp } from "./exchange";
import { explainFailure } from "./explain-failure";
import { headerText } from "./header-text";
import { sharedOutbound, type Outbound } from "./outbound";
import { OutboundFailure, type OutboundErrorCode } from "./outbound-failure";
import { checkTarget } from "./addresses/outbound-rules";
import { redactUrl } from "./addresses/redact-url";
import { maskHeaders, prepareHeaders, withoutContent } from "./request-headers";
import { decodeBody, readCapped } from "./response-body";

export interface OutboundRequest {
  method: string;
  url: string;
  headers?: Record<string, string>;
  body?: string | null;
  /** The deadline for DNS, connections, all redirects and the body together. */
  timeoutMs: number;
  /** The maximum size of the decoded body; a longer one is cut. */
  maxResponseBytes: number;
  /** With 0, a redirect is returned as the response. */
  maxRedirects: number;
}

/** One HTTP request of a chain, safe to store and show: secrets in its URL and headers are masked. */
export interface OutboundHop {
  method: string;
  url: string;
  requestHeaders: Record<string, string>;
  status: number | null;
  error: string | null;
  durationMs: number;
  responseBytes: number;
}

export type OutboundResult =
  | {
      ok: true;
      status: number;
      /** Names are in lower case; repeated headers are joined by ", ". */
      headers: Record<string, string>;
      body: Buffer;
      truncated: boolean;
      hops: OutboundHop[];
      durationMs: number;
    }
  | {
      ok: false;
      error: { code: OutboundErrorCode; message: string };
      hops: OutboundHop[];
      durationMs: number;
    };

/**
 * Sends one request to an address that a user typed. Failures of the other side or the network are returned, not
 * thrown.
 */
export async function sendOutbound(request: OutboundRequest): Promise<OutboundResult> {
  return sendThrough(sharedOutbound(), request);
}

/** Sends one request through a given Outbound. */
export async function sendThrough(outbound: Outbound, request: OutboundRequest): Promise<OutboundResult> {
  const startedAt = performance.now();
  const hops: OutboundHop[] = [];
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(tooLate(request.timeoutMs)), request.timeoutMs);
  try {
    const answer = await follow(outbound, request, hops, deadline.signal);
    return { ok: true, ...answer, hops, durationMs: performance.now() - startedAt };
  } catch (error) {
    if (!(error instanceof OutboundFailure)) throw error;
    const { code, message } = error;
    return { ok: false, error: { code, message }, hops, durationMs: performance.now() - startedAt };
  } finally {
    clearTimeout(timer);
  }
}

interface Step {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string | null;
}

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
  truncated: boolean;
}

async function follow(
  outbound: Outbound,
  request: OutboundRequest,
  hops: OutboundHop[],
  signal: AbortSignal,
): Promise<Answer> {
  let step: Step = {
    method: checkedMethod(request.method),
    url: request.url,
    headers: prepareHeaders(request.headers ?? {}, outbound.userAgent),
    body: request.body ?? null,
  };
  for (let redirectsLeft = request.maxRedirects; ; redirectsLeft--) {
    const hop = startHop(step);
    hops.push(hop);
    const outcome = await takeStep(outbound, step, hop, {
      signal,
      follows: request.maxRedirects > 0,
      redirectsLeft,
      maxBytes: request.maxResponseBytes,
    });
    if ("status" in outcome) return outcome;
    step = outcome;
  }
}

interface StepLimits {
  signal: AbortSignal;
  follows: boolean;
  redirectsLeft: number;
  maxBytes: number;
}

/** Sends one request and returns the response, or the next step after a redirect. Always updates the hop's record. */
async function takeStep(outbound: Outbound, step: Step, hop: OutboundHop, limits: StepLimits): Promise<Answer | Step> {
  const startedAt = performance.now();
  try {
    const target = checkTarget(step.url, outbound.rules);
    try {
      const response = await exchange(outbound, target, { ...step, signal: limits.signal, silenceMs: 0 });
      hop.status = response.statusCode;
      const next = limits.follows ? redirectOf(outbound, step, target.url, response) : null;
      if (!next) return await readAnswer(response, step.method, limits.maxBytes, hop);
      // Reads the rest of a short body to reuse the connection; the connection of a long one is closed.
      await response.body.dump({ limit: 16_384, signal: limits.signal });
      if (limits.redirectsLeft <= 0) {
        throw new OutboundFailure(
          "too_many_redirects",
          `${target.url.host} redirects again and again. Type the address that it ends at.`,
        );
      }
      return next;
    } catch (error) {
      throw limits.signal.aborted ? limits.signal.reason : explainSent(error, target.url);
    }
  } catch (error) {
    hop.error = error instanceof Error ? error.message : String(error);
    throw error;
  } finally {
    hop.durationMs = performance.now() - startedAt;
  }
}

/**
 * Reports an internal error as a failure if the request may already have been sent. A caller that gets an exception
 * would send the request again.
 */
function explainSent(error: unknown, url: URL): OutboundFailure {
  try {
    return explainFailure(error, url);
  } catch (defect) {
    logFailure(requestIdHere(), `the answer of ${url.host} was not read`, defect);
    return new OutboundFailure(
      "protocol",
      `The answer of ${url.host} could not be read. The request may have arrived.`,
    );
  }
}

async function readAnswer(
  response: Dispatcher.ResponseData,
  method: string,
  maxBytes: number,
  hop: OutboundHop,
): Promise<Answer> {
  const headers = flatten(response.headers);
  const chunks = method === "HEAD" ? response.body : decodeBody(response.body, headers["content-encoding"] ?? "");
  try {
    return { status: response.statusCode, headers, ...(await readCapped(chunks, maxBytes, hop)) };
  } finally {
    hangUp(response);
  }
}

/**
 * Returns the request that follows a redirect (Fetch standard, "HTTP-redirect fetch"), or null if there is no redirect.
 * Another origin gets neither the caller's headers nor a body, because any of them may contain a secret.
 */
function redirectOf(outbound: Outbound, step: Step, from: URL, response: Dispatcher.ResponseData): Step | null {
  const { statusCode, headers } = response;
  const location = flatten(headers)["location"];
  if (![301, 302, 303, 307, 308].includes(statusCode) || location === undefined) return null;
  const to = URL.canParse(location, from) ? new URL(location, from) : null;
  if (!to) throw new OutboundFailure("invalid_url", `${from.host} redirects to something that is not a web address.`);
  const isSameOrigin = to.origin === from.origin;
  const kept = isSameOrigin ? step.headers : prepareHeaders({}, outbound.userAgent);
  if (statusCode < 307) {
    return { method: step.method === "HEAD" ? "HEAD" : "GET", url: to.href, headers: withoutContent(kept), body: null };
  }
  if (!isSameOrigin && step.body !== null) throw bodyStays(from, to, statusCode);
  return { ...step, url: to.href, headers: kept };
}

function bodyStays(from: URL, to: URL, statusCode: number): OutboundFailure {
  return new OutboundFailure(
    "too_many_redirects",
    `${from.host} redirects the request (${statusCode}) to ${to.host}, another server, which does not get its body. Type the address that it leads to.`,
  );
}

function startHop(step: Step): OutboundHop {
  return {
    method: step.method,
    url: redactUrl(step.url),
    requestHeaders: maskHeaders(step.headers),
    status: null,
    error: null,
    durationMs: 0,
    responseBytes: 0,
  };
}

/** CONNECT and TRACE are for proxies, not for a company's system. */
function checkedMethod(method: string): string {
  const upper = method.toUpperCase();
  if (!/^[A-Z][A-Z-]{0,19}$/.test(upper) || upper === "CONNECT" || upper === "TRACE") {
    throw new OutboundFailure("protocol", `Parley does not send ${JSON.stringify(upper.slice(0, 20))} requests.`);
  }
  return upper;
}

function flatten(headers: Dispatcher.ResponseData["headers"]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, [value ?? ""].flat().map(headerText).join(", ")]),
  );
}

function tooLate(timeoutMs: number): OutboundFailure {
  return new OutboundFailure("timeout", `There was no complete answer within ${timeoutMs / 1000} seconds.`);
}
