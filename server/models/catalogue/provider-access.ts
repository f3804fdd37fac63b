import { DomainError } from "@/server/errors";
import { assertSafeUrl } from "@/server/outbound/addresses/assert-safe-url";
import { openSecret } from "@/server/secrets/secret-box";
import type { ServiceContext } from "@/server/service-context";
import { assertSameServer, findProvider } from "./model-providers";
import type { ProviderAccess } from "./open-provider";
import type { DescribedProvider } from "./provider-input";

/**
 * Returns the address and the key of a provider that a form describes: the typed key, or the stored one if the field is
 * empty and the address has not changed.
 * @throws DomainError `invalid` without a key that may be sent to this address.
 */
export async function accessOf(ctx: ServiceContext, described: DescribedProvider): Promise<ProviderAccess> {
  const { kind, baseUrl, apiKey, providerId } = described;
  if (baseUrl !== null) assertSafeUrl(baseUrl);
  if (apiKey !== "") return { kind, baseUrl, apiKey };
  if (!providerId) throw missingKey("Paste the API key.");
  const stored = await findProvider(ctx, providerId);
  assertSameServer(stored, described);
  return { kind, baseUrl, apiKey: readStoredKey(stored.apiKeySealed) };
}

function readStoredKey(sealed: string): string {
  try {
    return openSecret(sealed);
  } catch (error) {
    throw missingKey("The stored key can no longer be read, because PARLEY_SECRET has changed. Type it again.", error);
  }
}

function missingKey(message: string, cause?: unknown): DomainError {
  return new DomainError("invalid", message, { cause, details: [{ path: ["apiKey"], message }] });
}
