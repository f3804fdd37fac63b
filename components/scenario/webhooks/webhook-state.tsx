import { LocalTime } from "@/components/ui/local-time";
import { StatusDot } from "@/components/ui/status-dot";
import type { Webhook } from "./webhook-types";

/** Whether the address of a fulfilment webhook is verified, and why not. Campaign webhooks need no verification. */
export function VerificationState({
  webhook,
}: {
  webhook: Pick<Webhook, "config" | "verifiedAt" | "verificationError">;
}) {
  const { config, verifiedAt, verificationError } = webhook;
  if (config.kind === "campaign") return null;
  return (
    <div className="grid gap-0.5 text-13">
      {verifiedAt === null ? (
        <StatusDot tone="warning" label="Not verified: it is not called, and the bot cannot be published" />
      ) : (
        <span className="flex flex-wrap items-center gap-x-1.5">
          <StatusDot tone="success" label="Verified" />
          <span className="text-muted-foreground">
            <LocalTime at={verifiedAt} />
          </span>
        </span>
      )}
      {verificationError !== null && (
        <p className="wrap-anywhere text-muted-foreground">
          {verifiedAt === null ? "" : "The newest check failed. "}
          {verificationError}
        </p>
      )}
    </div>
  );
}
