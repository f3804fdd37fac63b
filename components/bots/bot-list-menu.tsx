"use client";

import { Copy, Ellipsis, Trash2 } from "lucide-react";
import { useRef, useState } from "react";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import { DeleteBotDialog } from "./delete-bot-dialog";
import { useDuplicateBot } from "./use-duplicate-bot";

/** The menu of a bot in the list. */
export function BotListMenu({ botId, name }: { botId: string; name: string }) {
  const button = useRef<HTMLButtonElement>(null);
  const [asking, setAsking] = useState(false);
  const { duplicate, isPending } = useDuplicateBot({ id: botId, name });

  return (
    <div className="relative z-10 -my-1 -mr-2">
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <IconButton ref={button} label={`More about ${name}`} tooltip={false} size="sm">
            <Ellipsis />
          </IconButton>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem disabled={isPending} onSelect={duplicate}>
            <Copy aria-hidden /> Duplicate bot
          </DropdownMenuItem>
          <DropdownMenuItem danger onSelect={() => setAsking(true)}>
            <Trash2 aria-hidden /> Delete bot
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      <DeleteBotDialog
        botId={botId}
        name={name}
        open={asking}
        onOpenChange={setAsking}
        returnFocusTo={() => button.current}
      />
    </div>
  );
}
