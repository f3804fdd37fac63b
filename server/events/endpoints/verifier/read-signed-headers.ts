import type { Finding, PastedRequest } from "./verdict";

const NAMES = ["webhook-id", "webhook-timestamp", "webhook-signature"] as const;

/** The three headers of Standard Webhooks, or why they cannot be used. `findings` also has what is unusual. */
type SignedHeaders =
  | { ok: true; id: string; timestamp: string; signatures: string[]; findings: Finding[] }
  | { ok: false; findings: Finding[] };

/** Reads the headers that a signature needs. Names are also found in the form of CGI and PHP (`HTTP_WEBHOOK_ID`). */
export function readSignedHeaders(headers: PastedRequest["headers"]): SignedHeaders {
  const known = new Map(headers.map(({ name, value }) => [plainName(name), value.trim()]));
  const missing = NAMES.filter((name) => !known.get(name));
  if (missing.length > 0) return { ok: false, findings: missing.map((name) => missingFinding(name, known)) };
  const [id = "", timestamp = "", signature = ""] = NAMES.map((name) => known.get(name));
  const findings = [timestampFault(timestamp), ...signatureFaults(signature)].filter((fault) => fault !== null);
  const signatures = signature.split(/\s+/).filter((part) => /^v1,[A-Za-z0-9+/]+=*$/.test(part));
  if (!/^\d{1,11}$/.test(timestamp) || signatures.length === 0) return { ok: false, findings };
  return { ok: true, id, timestamp, signatures, findings };
}

function plainName(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replaceAll("_", "-")
    .replace(/^http-/, "");
}

function missingFinding(name: string, known: ReadonlyMap<string, string>): Finding {
  const isOther = known.has(name.replace("webhook-", "svix-"));
  const hint = isOther
    ? "The request has the svix- headers of another sender, so it is not from Parley."
    : "Paste all headers. If your server never gets it, a proxy or firewall before it removes it.";
  return { tone: "bad", text: `The header ${name} is missing or empty. ${hint}` };
}

function timestampFault(timestamp: string): Finding | null {
  if (/^\d{1,11}$/.test(timestamp)) return null;
  const text = /^\d{13}$/.test(timestamp)
    ? "webhook-timestamp is in milliseconds. Parley sends seconds, so the header was changed or written by hand."
    : "webhook-timestamp is not a number of seconds since 1970, so the header was changed.";
  return { tone: "bad", text };
}

function signatureFaults(signature: string): Finding[] {
  return signature.split(/\s+/).flatMap((part): Finding[] => {
    if (/^v1,[A-Za-z0-9+/]+=*$/.test(part)) return [];
    return [{ tone: "bad", text: `webhook-signature has a part that is not “v1,” and Base64: ${excerptOf(part)}` }];
  });
}

function excerptOf(part: string): string {
  return part.length > 60 ? `${part.slice(0, 60)}…` : part;
}
