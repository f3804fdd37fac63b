import { logFailure } from "@/server/log/log-failure";
import { looksSecret } from "@/server/secrets/masking/looks-secret";
import { openSecret } from "@/server/secrets/secret-box";
import type { StoredHeader } from "@/server/schemas/scenario/webhook";
import { secretsOfUrl, withQuery } from "./address";

/** What a request to a webhook needs, with its secrets opened. */
export interface OpenedWebhook {
  /** With `?token=`, if there is a token. */
  url: string;
  headers: Record<string, string>;
  /** What may be in none of its logs and answers. */
  secrets: string[];
}

interface SealedWebhook {
  id: string;
  url: string;
  headers: StoredHeader[];
  tokenSealed: string | null;
}

/** Opens a webhook's secrets; null if one cannot be opened, because it was sealed under another PARLEY_SECRET. */
export function openWebhook({ id, url, headers, tokenSealed }: SealedWebhook): OpenedWebhook | null {
  try {
    const token = tokenSealed === null ? null : openSecret(tokenSealed);
    const opened = headers.map((header) => ({
      name: header.name,
      value: "sealed" in header ? openSecret(header.sealed) : header.value,
      isSecret: "sealed" in header || looksSecret(header.name),
    }));
    return {
      url: token === null ? url : withQuery(url, { token }),
      headers: Object.fromEntries(opened.map(({ name, value }) => [name, value])),
      secrets: [
        ...(token === null ? [] : [token]),
        ...opened.filter(({ isSecret }) => isSecret).map(({ value }) => value),
        ...secretsOfUrl(url),
      ],
    };
  } catch (error) {
    logFailure(id, "a secret of the scenario's webhook cannot be opened", error);
    return null;
  }
}

export const UNREADABLE = "A secret of this webhook cannot be read any more. Enter its token and secret headers again.";
