import { DomainError } from "@/server/errors";
import { sendOutbound } from "@/server/outbound/send-outbound";
import type { SourceAddress } from "./source-address";
import { MAX_IMPORT_BYTES } from "@/server/schemas/table-column";

const TIMEOUT_MS = 30_000;
const MAX_REDIRECTS = 5;

/**
 * Fetches the current file of a linked address.
 * @throws DomainError invalid with the reason, in words that can be shown to the user.
 */
export async function fetchSource({ kind, url }: SourceAddress): Promise<Buffer> {
  const answer = await sendOutbound({
    method: "GET",
    url,
    headers: { accept: "text/csv, */*;q=0.5" },
    timeoutMs: TIMEOUT_MS,
    maxResponseBytes: MAX_IMPORT_BYTES,
    maxRedirects: MAX_REDIRECTS,
  });
  if (!answer.ok) throw new DomainError("invalid", answer.error.message);
  const isPage =
    /text\/html/i.test(answer.headers["content-type"] ?? "") ||
    /^\s*<(?:!doctype html|html)/i.test(answer.body.toString("utf8", 0, 200));
  if (kind === "google_sheet" && (isPage || answer.status === 401 || answer.status === 403)) throw notShared();
  if (answer.status !== 200) throw refusal(`The address answered ${answer.status} instead of 200.`);
  if (isPage) throw refusal("The address returns a web page, not CSV. Use the address of the file itself.");
  if (answer.truncated) throw refusal(`The file is larger than ${MAX_IMPORT_BYTES / 1024 / 1024} MB.`);
  return answer.body;
}

function notShared(): DomainError {
  return refusal(
    'The sheet is not shared: in Google Sheets choose Share, then General access, "Anyone with the link", Viewer.',
  );
}

function refusal(message: string): DomainError {
  return new DomainError("invalid", message, { details: [{ path: ["url"], message }] });
}
