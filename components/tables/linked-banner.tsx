"use client";

import { useMutation } from "@tanstack/react-query";
import { Link2, RefreshCw, Unlink } from "lucide-react";
import { toast } from "sonner";
import { LocalTime } from "@/components/ui/local-time";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Alert } from "@/components/ui/alert";
import { messageOf } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { TableSource } from "@/server/schemas/table-column";
import { intervalText } from "./refresh-intervals";

interface LinkedBannerProps {
  tableId: string;
  source: TableSource;
  canEdit: boolean;
  onChanged: () => Promise<void>;
}

/** Shows a linked table's source, its last refresh or error, and the buttons to refresh or unlink it. */
export function LinkedBanner({ tableId, source, canEdit, onChanged }: LinkedBannerProps) {
  return (
    <section aria-label="Link" className="grid gap-2 bg-card page-x pb-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-lg border bg-muted/50 px-3.5 py-2">
        <p className="flex min-w-0 items-start gap-2 text-13 leading-5 text-muted-foreground">
          <Link2 aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span className="min-w-0 wrap-anywhere">
            Linked to {source.kind === "google_sheet" ? "a Google Sheet" : "a CSV address"},{" "}
            <span title={source.url}>{shortAddress(source.url)}</span>, read {intervalText(source.everyMinutes)}.{" "}
            {source.lastRefreshedAt ? (
              <>
                Last refreshed <LocalTime at={source.lastRefreshedAt} />.
              </>
            ) : (
              "Not refreshed yet."
            )}{" "}
            Its rows can't be changed here.
          </span>
        </p>
        {canEdit && <LinkButtons tableId={tableId} onChanged={onChanged} />}
      </div>
      {source.lastError !== null && (
        <Alert tone="warning" title="The last refresh failed, so you see the rows from before it">
          {source.lastError}
          {source.lastTriedAt && (
            <>
              {" "}
              (<LocalTime at={source.lastTriedAt} />){" "}
              {(source.failedTries ?? 0) > 1 && "Parley now retries less often, but at least once a day."}
            </>
          )}
        </Alert>
      )}
    </section>
  );
}

function LinkButtons({ tableId, onChanged }: Pick<LinkedBannerProps, "tableId" | "onChanged">) {
  const trpc = useTRPC();
  const refresh = useMutation(trpc.tables.refreshNow.mutationOptions());
  const unlink = useMutation(trpc.tables.unlink.mutationOptions());

  async function refreshNow() {
    try {
      await refresh.mutateAsync({ tableId });
    } catch (error) {
      toast.error(messageOf(error));
    }
    await onChanged();
  }

  return (
    <div className="flex items-center gap-2">
      <Button variant="outline" size="sm" pending={refresh.isPending} onClick={refreshNow}>
        {!refresh.isPending && <RefreshCw aria-hidden />} Refresh now
      </Button>
      <ConfirmDialog
        trigger={
          <Button variant="ghost" size="sm">
            <Unlink aria-hidden /> Unlink
          </Button>
        }
        title="Unlink this table?"
        description="The rows stay and can be changed here. They are no longer read from the address."
        confirmLabel="Unlink"
        onConfirm={async () => {
          await unlink.mutateAsync({ tableId });
          await onChanged();
        }}
      />
    </div>
  );
}

/** Shortens an address to its host and the end of its path, which tell addresses apart. */
function shortAddress(url: string): string {
  const plain = url.replace(/^https?:\/\//iu, "");
  return plain.length > 48 ? `${plain.slice(0, 32)}…${plain.slice(-12)}` : plain;
}
