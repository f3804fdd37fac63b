"use client";

import { useMutation } from "@tanstack/react-query";
import { Ellipsis, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";

/** What can be done to a bot from the list: delete it. */
export function BotListMenu({ botId, name }: { botId: string; name: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const button = useRef<HTMLButtonElement>(null);
  const [asking, setAsking] = useState(false);
  const remove = useMutation(trpc.bots.delete.mutationOptions());

  async function confirm() {
    await remove.mutateAsync({ botId });
    toast.success(`${name} was deleted.`);
    router.refresh();
  }

  return (
    <div className="relative z-10 -my-1 -mr-2">
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <IconButton ref={button} label={`More about ${name}`} tooltip={false} size="sm">
            <Ellipsis />
          </IconButton>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem danger onSelect={() => setAsking(true)}>
            <Trash2 aria-hidden /> Delete bot
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        danger
        title={`Delete ${name}?`}
        description="Its actions, channels, published versions and conversations go with it. Customers who write to it get no more answers. This cannot be undone."
        confirmLabel="Delete bot"
        onConfirm={confirm}
        returnFocusTo={() => (remove.isSuccess ? document.getElementById("content") : button.current)}
      />
    </div>
  );
}
