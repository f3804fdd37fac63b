import { DomainError } from "@/server/errors";
import type { ServiceContext } from "@/server/service-context";

/**
 * Refuses members from whom customers' contact data is hidden, for files that contain it.
 * @throws DomainError forbidden.
 */
export function requireContacts({ hidesContacts }: ServiceContext): void {
  if (!hidesContacts) return;
  throw new DomainError(
    "forbidden",
    "This file contains customers' contact data, which is hidden from your role. Ask an owner or admin of the workspace.",
  );
}
