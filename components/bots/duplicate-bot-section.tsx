"use client";

import { Copy } from "lucide-react";
import { useId } from "react";
import { Button } from "@/components/ui/button";
import { useDuplicateBot } from "./use-duplicate-bot";

/** The part of a bot's settings that copies it. */
export function DuplicateBotSection({ bot }: { bot: { id: string; name: string } }) {
  const heading = useId();
  const { duplicate, isPending } = useDuplicateBot(bot);
  return (
    <section aria-labelledby={heading} className="page-x pb-10 sm:pb-14">
      <div className="flex max-w-page flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="grid gap-0.5">
          <h2 id={heading} className="text-16 font-semibold">
            Duplicate this bot
          </h2>
          <p className="text-14 leading-6 text-muted-foreground">
            Copies the draft with its actions and their secrets. Channels and conversations stay with this bot.
          </p>
        </div>
        <Button variant="outline" pending={isPending} onClick={duplicate}>
          <Copy /> Duplicate bot
        </Button>
      </div>
    </section>
  );
}
