import { Badge } from "@/components/ui/badge";
import { LocalTime } from "@/components/ui/local-time";
import { scopeTexts } from "@/server/schemas/api-scopes";
import type { ApiKey } from "./api-key-types";
import { RevokeKeyButton } from "./revoke-key-button";

/** An API key in the settings. */
export function KeyRow({ apiKey }: { apiKey: ApiKey }) {
  const { name, prefix, scopes, createdAt, createdByName, lastUsedAt, expiresAt, isExpired } = apiKey;
  return (
    <li className="flex items-start gap-3 px-4 py-3 sm:px-5">
      <div className="grid min-w-0 flex-1 gap-1">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <span dir="auto" className="text-14 font-medium wrap-anywhere">
            {name}
          </span>
          {isExpired && <Badge tone="danger">Expired</Badge>}
        </p>
        <p className="flex flex-wrap gap-x-2.5 text-13 text-muted-foreground">
          <code className="font-mono">{prefix}…</code>
          <span>{scopes.map((scope) => scopeTexts[scope]).join(", ")}</span>
        </p>
        <p className="text-13 text-muted-foreground">
          Created <LocalTime at={createdAt} />
          {createdByName !== null && ` by ${createdByName}`}
        </p>
        <p className="flex flex-wrap gap-x-2.5 text-13 text-muted-foreground">
          <span>
            {lastUsedAt === null ? (
              "Never used"
            ) : (
              <>
                Last used <LocalTime at={lastUsedAt} />
              </>
            )}
          </span>
          <span aria-hidden>·</span>
          <span>
            {expiresAt === null ? (
              "Does not expire"
            ) : (
              <>
                {isExpired ? "Expired" : "Expires"} <LocalTime at={expiresAt} />
              </>
            )}
          </span>
        </p>
      </div>
      <span className="-my-0.5 shrink-0">
        <RevokeKeyButton apiKey={apiKey} />
      </span>
    </li>
  );
}
