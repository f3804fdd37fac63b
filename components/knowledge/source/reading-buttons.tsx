"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { RefreshCw, Square } from "lucide-react";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { messageOf } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import { isWaiting, type Source } from "../knowledge-types";

/** Reads a source again, or stops its reading. */
export function ReadingButtons({ source }: { source: Source }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const refresh = useMutation(trpc.knowledge.refresh.mutationOptions());
  const stop = useMutation(trpc.knowledge.stopReading.mutationOptions());

  async function run(change: typeof refresh | typeof stop) {
    try {
      await change.mutateAsync({ sourceId: source.id });
    } catch (error) {
      toast.error(messageOf(error));
    }
    await queries.invalidateQueries(trpc.knowledge.pathFilter());
  }

  if (isWaiting(source)) {
    return (
      <Button variant="outline" pending={stop.isPending} onClick={() => void run(stop)}>
        {!stop.isPending && <Square aria-hidden />} Stop reading
      </Button>
    );
  }
  return (
    <Button variant="outline" pending={refresh.isPending} onClick={() => void run(refresh)}>
      {!refresh.isPending && <RefreshCw aria-hidden />} Read again
    </Button>
  );
}
