"use client";

import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Alert } from "@/components/ui/alert";
import { messageOf } from "@/components/ui/apply-server-error";
import { Sheet, SheetContent, SheetDescription, SheetTitle } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { kindLabels } from "../delivery-texts";
import type { ListedDelivery } from "../delivery-types";
import { DeliveryView } from "./delivery-view";

interface DeliverySheetProps {
  /** Null when the sheet is closed. */
  delivery: Pick<ListedDelivery, "kind" | "id"> | null;
  canReplay: boolean;
  onClose: () => void;
}

const REFRESH_MS = 3000;

/** The details of a delivery, beside the list. */
export function DeliverySheet({ delivery, canReplay, onClose }: DeliverySheetProps) {
  const trpc = useTRPC();
  const opener = useRef<Element>(null);
  const query = useQuery({
    ...trpc.deliveries.get.queryOptions(delivery ?? { kind: "event", id: "" }),
    enabled: delivery !== null,
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.head.status === "delivering" ? REFRESH_MS : false),
  });
  return (
    <Sheet open={delivery !== null} onOpenChange={(open) => !open && onClose()}>
      <SheetContent
        className="w-[min(46rem,calc(100%-1rem))] content-start"
        onOpenAutoFocus={() => {
          opener.current = document.activeElement;
        }}
        onCloseAutoFocus={(event) => {
          // The sheet has no trigger, to which the focus would return.
          event.preventDefault();
          if (opener.current instanceof HTMLElement) opener.current.focus();
        }}
      >
        <SheetTitle>{query.data?.head.label || "Delivery"}</SheetTitle>
        <SheetDescription className="sr-only">
          {delivery ? kindLabels[delivery.kind] : "Delivery"}: what was sent, and each attempt.
        </SheetDescription>
        {query.isPending && delivery && <Skeleton className="h-96 rounded-xl" />}
        {query.error && <Alert tone="danger">{messageOf(query.error)}</Alert>}
        {query.data && <DeliveryView delivery={query.data} canReplay={canReplay} />}
      </SheetContent>
    </Sheet>
  );
}
