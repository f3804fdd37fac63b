import { DomainError } from "@/server/errors";

/**
 * Refuses a body that is not labelled as JSON, because pages of other origins may send texts and forms without a
 * preflight.
 * @throws DomainError unsupported_type.
 */
export function requireJson({ headers }: Request): void {
  const [type = ""] = (headers.get("content-type") ?? "").split(";");
  if (type.trim().toLowerCase() === "application/json") return;
  throw new DomainError("unsupported_type", "Send the body as JSON, with Content-Type: application/json.");
}
