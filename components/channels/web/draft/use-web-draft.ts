"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { toast } from "sonner";
import type { ChannelOf } from "@/components/channels/channel-types";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { faultsOfError, messageOf } from "@/components/ui/apply-server-error";
import { useUnsavedChanges } from "@/components/ui/unsaved-changes";
import { changedSections, changesOf, draftOf, faultsByPath, findFaults, type WebDraft } from "./web-draft";

/** What each part of the screen gets. */
export interface PartProps {
  draft: WebDraft;
  change: (changes: Partial<WebDraft>) => void;
  /** The fault at a path such as "widget.preChat.0.key". */
  faultAt: (path: string) => string | undefined;
}

/** The unsaved settings of a web channel. What was typed stays when saving fails. */
export function useWebDraft(channel: ChannelOf<"web">) {
  const trpc = useTRPC();
  const router = useRouter();
  const update = useMutation(trpc.channels.update.mutationOptions());
  const [saved, setSaved] = useState(() => draftOf(channel.settings));
  const [draft, setDraft] = useState(saved);
  const [refused, setRefused] = useState<ReadonlyMap<string, string>>(new Map());
  const changed = useMemo(() => changedSections(saved, draft), [saved, draft]);
  const faults = useMemo(() => new Map([...refused, ...findFaults(draft)]), [draft, refused]);
  useUnsavedChanges(changed.length > 0);

  return {
    draft,
    changed,
    faults,
    pending: update.isPending,
    failure: update.error ? messageOf(update.error) : null,
    faultAt: (path: string) => faults.get(path),
    change(changes: Partial<WebDraft>) {
      setRefused(new Map());
      setDraft((before) => ({ ...before, ...changes }));
    },
    discard() {
      setRefused(new Map());
      setDraft(saved);
      update.reset();
    },
    async save() {
      const sent = draft;
      try {
        await update.mutateAsync({ channelId: channel.id, web: changesOf(sent, changed) });
      } catch (error) {
        const details = faultsOfError(error).map(({ path, message }) => ({ path: path.slice(1), message }));
        setRefused(faultsByPath(details));
        return;
      }
      setSaved(sent);
      toast.success("Saved");
      router.refresh();
    },
  };
}
