import { timingSafeEqual } from "node:crypto";
import { signatureOf } from "@/server/webhooks/sign-webhook";
import { firstDifference } from "./first-difference";
import { readSignedHeaders } from "./read-signed-headers";
import type { Finding, PastedRequest, Verdict } from "./verdict";

/** A secret that may have signed a request. */
export interface SecretToTry {
  kind: "current" | "previous" | "expired" | "other_endpoint";
  /** `whsec_…`. */
  secret: string;
  /** ISO 8601: when the previous one stops or stopped signing; null for the others. */
  until: string | null;
  /** The name of its endpoint. */
  endpointName: string;
}

/** Standard Webhooks: a receiver refuses timestamps that differ more from its clock. */
const TOLERANCE_SECONDS = 300;

/**
 * Says whether the signature of a request holds, and if not, why (Standard Webhooks 1.0).
 * @param sent The body that Parley sent under the request's webhook-id; null if it is not known.
 * @param now Milliseconds.
 */
export function checkSignature(
  { headers, body }: PastedRequest,
  secrets: readonly SecretToTry[],
  sent: string | null,
  now: number,
): Verdict {
  const read = readSignedHeaders(headers);
  if (!read.ok) return { isValid: false, title: "The signature cannot be checked", findings: read.findings };
  const { id, timestamp, signatures } = read;
  const age = ageFinding(timestamp, now);
  const signer = (text: string) => secrets.find(({ secret }) => holds(signatureOf(secret, id, timestamp, text)));
  function holds(expected: string): boolean {
    return signatures.some((given) => isSame(given, expected));
  }

  const exact = signer(body) ?? signer(withoutLastBreak(body));
  if (exact) {
    const { isTrusted, finding } = trustIn(exact);
    return {
      isValid: isTrusted && age.tone === "good",
      title: titleOf(isTrusted, age),
      findings: [finding, age, ...read.findings, ...(isTrusted ? [receiverHint] : [])],
    };
  }
  const title = "The signature does not match";
  return { isValid: false, title, findings: [...bodyFindings(body, sent, signer), age, ...read.findings] };
}

const receiverHint: Finding = {
  tone: "good",
  text: "If your receiver refuses this request, it hashes other bytes or uses another key: use the raw body before any JSON parser, and the secret without “whsec_”, decoded from Base64.",
};

function titleOf(isTrusted: boolean, age: Finding): string {
  if (!isTrusted) return "Signed with a secret that this endpoint does not use";
  return age.tone === "good"
    ? "The signature is valid"
    : "The signature is valid, but the request is too old or too new";
}

function trustIn({ kind, until, endpointName }: SecretToTry): { isTrusted: boolean; finding: Finding } {
  if (kind === "current") {
    return { isTrusted: true, finding: { tone: "good", text: "Signed with the endpoint's current secret." } };
  }
  if (kind === "previous") {
    const text = `Signed with the secret from before the rotation. Parley signs with both secrets until ${until}; put the new one into your receiver before then.`;
    return { isTrusted: true, finding: { tone: "warning", text } };
  }
  if (kind === "expired") {
    const text = `Signed with the secret from before the rotation, which has not been in use since ${until}. The request is from before then, or someone else has the old secret.`;
    return { isTrusted: false, finding: { tone: "bad", text } };
  }
  const text = `Signed with the secret of the endpoint “${endpointName}”. Choose that endpoint, or put its secret into the receiver of this address.`;
  return { isTrusted: false, finding: { tone: "bad", text } };
}

function ageFinding(timestamp: string, now: number): Finding {
  const seconds = Math.round(now / 1000) - Number(timestamp);
  const at = new Date(Number(timestamp) * 1000);
  const time = Number.isNaN(at.getTime()) ? timestamp : at.toISOString();
  if (Math.abs(seconds) <= TOLERANCE_SECONDS) {
    return { tone: "good", text: `The timestamp (${time}) is within 5 minutes of now.` };
  }
  const distance = seconds > 0 ? "more than 5 minutes ago" : "more than 5 minutes in the future";
  return {
    tone: "warning",
    text: `The timestamp (${time}) is ${distance}, so a receiver refuses the request now. That is right for an old request; if a new one is refused, set the clock of the receiver.`,
  };
}

function bodyFindings(body: string, sent: string | null, signer: (text: string) => SecretToTry | undefined): Finding[] {
  const compact = serializedAgain(body);
  const candidates = [body.replaceAll("\r\n", "\n"), ...(compact === null ? [] : [compact])];
  const original =
    candidates.some((text) => signer(text) !== undefined) || (sent !== null && isSameContent(body, sent));
  if (original) {
    const text =
      "The body was changed: it has the same content as the signed one, but other spaces, line breaks, escapes or order of keys. Something parsed the JSON and wrote it again. Verify the raw bytes of the request, before any JSON parser.";
    return [{ tone: "bad", text }];
  }
  if (sent !== null && compact === null) {
    return [
      { tone: "bad", text: "The body is not JSON. It was cut or changed on its way, or not all of it was pasted." },
    ];
  }
  if (sent !== null) {
    const where = firstDifference(JSON.parse(sent), JSON.parse(body)) ?? "the whole body";
    const text = `The body differs from what Parley sent with this webhook-id. The first difference: ${where}`;
    return [{ tone: "bad", text }];
  }
  const text =
    "No secret of this workspace made this signature. Either the secret has been rotated more than once, or the body, the webhook-id or the timestamp was changed, or the request is not from Parley.";
  const notJson: Finding = { tone: "bad", text: "The body is not JSON; perhaps not all of it was pasted." };
  return [{ tone: "bad", text }, ...(compact === null ? [notJson] : [])];
}

function serializedAgain(body: string): string | null {
  try {
    return JSON.stringify(JSON.parse(body));
  } catch {
    return null;
  }
}

function isSameContent(body: string, sent: string): boolean {
  return serializedAgain(body) !== null && firstDifference(JSON.parse(sent), JSON.parse(body)) === null;
}

/** A text area adds a line break to what was copied by lines. */
function withoutLastBreak(body: string): string {
  return body.replace(/\r?\n$/, "");
}

function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
