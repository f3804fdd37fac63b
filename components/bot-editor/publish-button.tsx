"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Rocket } from "lucide-react";
import { usePathname, useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { messageOf } from "@/components/ui/apply-server-error";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { Tooltip } from "@/components/ui/tooltip";
import { type BotProblem, BotProblems, countProblems } from "./bot-problems";
import type { Bot } from "./bot-types";

/** Publishes the draft. If it has problems, a dialog lists them with links. */
export function PublishButton({ bot }: { bot: Bot }) {
  const { publish, isPending, problems, isOpen, setOpen } = usePublish(bot.id);
  if (!bot.hasUnpublishedChanges) {
    return (
      <Tooltip content="There are no changes to publish.">
        <Button aria-disabled variant="outline">
          <Rocket /> Published
        </Button>
      </Tooltip>
    );
  }
  return (
    <>
      <Button pending={isPending} onClick={publish}>
        <Rocket /> Publish
      </Button>
      <Dialog open={isOpen} onOpenChange={setOpen}>
        <DialogContent>
          <DialogHeader>
            <DialogTitle>{countProblems(problems.length)}</DialogTitle>
            <DialogDescription>
              Nothing was published{bot.published && "; customers still talk to the version before"}. Fix these, then
              publish again.
            </DialogDescription>
          </DialogHeader>
          <div className="min-w-0 text-14 leading-6 wrap-anywhere">
            <BotProblems botId={bot.id} problems={problems} onFollow={() => setOpen(false)} />
          </div>
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="outline">Close</Button>
            </DialogClose>
          </DialogFooter>
        </DialogContent>
      </Dialog>
    </>
  );
}

function usePublish(botId: string) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const pathname = usePathname();
  const channels = `/bots/${botId}/channels`;
  const { mutateAsync, isPending } = useMutation(trpc.bots.publish.mutationOptions());
  const [problems, setProblems] = useState<readonly BotProblem[]>([]);
  // Separate, so that the list stays while the dialog closes.
  const [isOpen, setOpen] = useState(false);

  async function explain(refusal: unknown) {
    let found: BotProblem[] = [];
    try {
      found = await queries.fetchQuery(trpc.bots.problems.queryOptions({ botId }, { staleTime: 0 }));
    } catch {
      // The refusal itself is shown then.
    }
    if (found.length > 0) {
      setProblems(found);
      setOpen(true);
    } else toast.error(messageOf(refusal));
  }

  async function publish() {
    try {
      const { number } = await mutateAsync({ botId });
      toast.success(`Version ${number} is live.`, {
        description: "Customers get it from their next message on.",
        action: pathname.startsWith(channels) ? undefined : { label: "Channels", onClick: () => router.push(channels) },
      });
    } catch (error) {
      await explain(error);
    }
    await queries.invalidateQueries(trpc.bots.pathFilter());
    router.refresh();
  }

  return { publish, isPending, problems, isOpen, setOpen };
}
