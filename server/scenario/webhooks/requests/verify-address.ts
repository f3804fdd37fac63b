import { randomBytes } from "node:crypto";
import { sendOutbound } from "@/server/outbound/send-outbound";
import { createRedactor } from "@/server/secrets/masking/create-redactor";
import { excerpt } from "@/server/text/excerpt";
import { secretsOfUrl, withQuery } from "./address";
import { statusFault } from "./post-call";

const VERIFY_MS = 10_000;
const MAX_BYTES = 16 * 1024;
const QUOTED_CHARACTERS = 100;

/**
 * Sends `GET url?challenge=…&token=…` (CONTRACTS §4). The address is verified when it answers 200 to 299 with the challenge
 * as its whole body; a line break at the end is ignored.
 * @returns null if it is verified, otherwise why not, in plain words and without secrets.
 */
export async function verifyAddress(url: string, token: string, timeoutMs = VERIFY_MS): Promise<string | null> {
  const challenge = randomBytes(24).toString("base64url");
  const hide = createRedactor([token, ...secretsOfUrl(url)]);
  const result = await sendOutbound({
    method: "GET",
    url: withQuery(url, { challenge, token }),
    timeoutMs,
    maxResponseBytes: MAX_BYTES,
    maxRedirects: 0,
  });
  if (!result.ok) return hide(result.error.message);
  if (result.status === 401 || result.status === 403) {
    return `It answered ${result.status}: it refused the token. Enter the same token here and in your system.`;
  }
  const fault = statusFault(result.status);
  if (fault !== null) return fault;
  const body = result.body.toString("utf8").replace(/\r?\n$/, "");
  if (body === challenge && !result.truncated) return null;
  return hide(explainBody(body, challenge));
}

function explainBody(body: string, challenge: string): string {
  const expected = 'Answer with the value of the parameter "challenge" and nothing else.';
  if (body.trim() === "") return `It answered with an empty body. ${expected}`;
  if (body === JSON.stringify(challenge)) return `It answered with the challenge in quotes. ${expected}`;
  if (body.includes(challenge)) return `It answered with more than the challenge. ${expected}`;
  return `It answered with another text: ${JSON.stringify(excerpt(body, QUOTED_CHARACTERS))}. ${expected}`;
}
