import { createHmac, timingSafeEqual } from "node:crypto";
import { env } from "@/server/env";
import { deriveKey } from "@/server/secrets/secret-box";

const DAY_SECONDS = 86_400;
/** CONTRACTS §2. */
export const LINK_DAYS = 7;

/**
 * A direct link to a file for whoever holds it, good for 7 days and the rest of the day (UTC): asked for again on the
 * same day it is the same, so that what shows it need not load it again. The name is for people; it is not signed.
 */
export function fileUrl(fileId: string, name: string, now: Date = new Date()): string {
  const today = Math.ceil(now.getTime() / 1000 / DAY_SECONDS);
  const expires = String((today + LINK_DAYS) * DAY_SECONDS);
  const url = new URL(`/api/files/${fileId}/${encodeURIComponent(name)}`, env().PARLEY_URL);
  url.searchParams.set("expires", expires);
  url.searchParams.set("signature", sign(fileId, expires));
  return url.href;
}

/** Whether a link that somebody follows is Parley's, and whether its time has passed. */
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
