import { createHmac, timingSafeEqual } from "node:crypto";
import { env } from "@/server/env";
import { deriveKey } from "@/server/secrets/secret-box";

const DAY_SECONDS = 86_400;
/** How many days a link is valid. */
export const LINK_DAYS = 7;

/**
 * Creates a signed link to a file that needs no session. It is valid for 7 days and the rest of the current day (UTC),
 * so that the link stays the same within a day and browsers can cache the file. The name is informative and not signed.
 */
export function fileUrl(fileId: string, name: string, now: Date = new Date()): string {
  const today = Math.ceil(now.getTime() / 1000 / DAY_SECONDS);
  const expires = String((today + LINK_DAYS) * DAY_SECONDS);
  const url = new URL(`/api/files/${fileId}/${encodeURIComponent(name)}`, env().PARLEY_URL);
  url.searchParams.set("expires", expires);
  url.searchParams.set("signature", sign(fileId, expires));
  return url.href;
}

/** Checks the signature and the expiry of a link. */
export function checkFileLink(
  fileId: string,
  query: URLSearchParams,
  now: Date = new Date(),
): "valid" | "forged" | "expired" {
  const expires = query.get("expires") ?? "";
  const signature = Buffer.from(query.get("signature") ?? "");
  const right = Buffer.from(sign(fileId, expires));
  if (signature.length !== right.length || !timingSafeEqual(signature, right)) return "forged";
  return now.getTime() / 1000 <= Number(expires) ? "valid" : "expired";
}

function sign(fileId: string, expires: string): string {
  return createHmac("sha256", deriveKey("file-link")).update(`${fileId}\n${expires}`).digest("base64url");
}
