"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Pencil, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import type { SavedReply } from "@/components/inbox/inbox-types";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Badge } from "@/components/ui/badge";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { IconButton } from "@/components/ui/icon-button";
import { ReplyDialog } from "./reply-dialog";

/** A saved reply in the settings. */
export function ReplyRow({ reply, canChange }: { reply: SavedReply; canChange: boolean }) {
  const { name, shortcut, text } = reply;
  return (
    <li className="flex items-start gap-3 px-4 py-3 sm:px-5">
      <div className="grid min-w-0 flex-1 gap-1">
        <p className="flex min-w-0 flex-wrap items-center gap-2">
          <span dir="auto" className="min-w-0 text-14 font-medium wrap-anywhere">
            {name}
          </span>
          <Badge className="font-mono">/{shortcut}</Badge>
        </p>
        <p dir="auto" className="line-clamp-2 text-13 whitespace-pre-line wrap-anywhere text-muted-foreground">
          {text}
        </p>
      </div>
      {canChange && <RowButtons reply={reply} />}
    </li>
  );
}

function RowButtons({ reply }: { reply: SavedReply }) {
  const trpc = useTRPC();
  const router = useRouter();
  const queries = useQueryClient();
  const [isEditing, setEditing] = useState(false);
  const remove = useMutation(trpc.savedReplies.delete.mutationOptions());

  async function confirm() {
    await remove.mutateAsync({ replyId: reply.id });
    toast.success(`${reply.name} was deleted.`);
    void queries.invalidateQueries(trpc.savedReplies.list.queryFilter());
    router.refresh();
  }

  return (
    <span className="-my-0.5 flex shrink-0">
      <ReplyDialog
        reply={reply}
        open={isEditing}
        onOpenChange={setEditing}
        trigger={
          <IconButton label={`Edit ${reply.name}`} tooltip={false} size="sm">
            <Pencil />
          </IconButton>
        }
      />
      <ConfirmDialog
        trigger={
          <IconButton label={`Delete ${reply.name}`} tooltip={false} size="sm">
            <Trash2 />
          </IconButton>
        }
        danger
        title={`Delete ${reply.name}?`}
        description="Nobody can insert it any longer. Messages that were sent with it stay."
        confirmLabel="Delete reply"
        onConfirm={confirm}
      />
    </span>
  );
}
