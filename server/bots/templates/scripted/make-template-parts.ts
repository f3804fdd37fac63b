import { z } from "zod";
import { DomainError } from "@/server/errors";
import { assertSafeUrl } from "@/server/outbound/addresses/assert-safe-url";
import type { BotTemplate, ScriptedParts } from "../template";

/** The address of the template's webhook; empty for none. */
export const webhookUrlInput = z.string().trim().max(2000, "An address has at most 2,000 characters.").default("");

/**
 * Makes the parts of a template; null for a template without any.
 * @throws DomainError `invalid` for an address that may not be called.
 */
export function makeTemplateParts(template: BotTemplate | null, webhookUrl: string): ScriptedParts | null {
  const scripted = template?.scripted ?? null;
  if (webhookUrl === "") return scripted?.makeParts(null) ?? null;
  const path = ["webhookUrl"];
  if (!scripted?.hasWebhook) {
    const message = "There is no webhook to call. Leave the address empty.";
    throw new DomainError("invalid", message, { details: [{ path, message }] });
  }
  assertSafeUrl(webhookUrl, path);
  return scripted.makeParts(webhookUrl);
}
