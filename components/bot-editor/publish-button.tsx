"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { Rocket } from "lucide-react";
import { usePathname, useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
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
import type { AppRouter } from "@/server/trpc/root";
import { missingTranslations } from "./missing-translations";
import { type BotProblem, BotProblems, countProblems } from "./bot-problems";
import type { Bot } from "./bot-types";

/** Publishes the draft. If it has problems, a dialog lists them with links. Missing translations are only a warning. */
export function PublishButton({ bot }: { bot: Bot }) {
  const { publish, cancel, isPending, progress, problems, isOpen, setOpen } = usePublish(bot);
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
      {progress !== null && (
        <span className="flex items-center gap-2 text-13 text-muted-foreground">
          <span aria-live="polite" className="tabular-nums max-sm:sr-only">
            Learning the phrases, {Math.floor(progress * 100)} %
          </span>
          <Button size="sm" variant="outline" onClick={cancel}>
            Cancel
          </Button>
        </span>
      )}
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

const POLL_MS = 1000;

type Training = Extract<inferRouterOutputs<AppRouter>["bots"]["publish"], { state: "training" }>;

function usePublish({ id: botId, behaviour }: Bot) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const announce = useAnnouncement(botId);
  const router = useRouter();
  const { mutateAsync } = useMutation(trpc.bots.publish.mutationOptions());
  const [isPending, setPending] = useState(false);
  /** The share of the training that is done while Publish waits for it. */
  const [progress, setProgress] = useState<number | null>(null);
  const cancelled = useRef(new AbortController());
  // A member who leaves the bot does not publish it any more.
  useEffect(() => () => cancelled.current.abort(), []);
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

  /** Publishes again until the phrases are trained; null if that was cancelled. */
  async function publishWhenTrained(signal: AbortSignal): Promise<number | null> {
    for (;;) {
      const published = await mutateAsync({ botId });
      if (published.state === "published") return published.number;
      await watchTraining(published, signal);
      if (signal.aborted) return null;
    }
  }

  /** Shows how far a training is until it has ended. Asks only for that, because to publish checks the whole bot. */
  async function watchTraining({ phraseKey, ...begun }: Training, signal: AbortSignal): Promise<void> {
    const options = { ...trpc.scenario.training.queryOptions({ phraseKey }), staleTime: 0 };
    for (let { progress, isRunning } = { ...begun, isRunning: true }; isRunning && !signal.aborted;) {
      setProgress(progress);
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      ({ progress, isRunning } = await queries.fetchQuery(options));
    }
  }

  /** What is not translated, in words; null if nothing is known to be missing. */
  async function findMissing(): Promise<string | null> {
    if (behaviour.languages.length < 2) return null;
    try {
      const found = await queries.fetchQuery(trpc.languages.get.queryOptions({ botId }, { staleTime: 0 }));
      return missingTranslations(found);
    } catch {
      // The bot is live, and its Languages page has the same numbers.
      return null;
    }
  }

  async function publish() {
    cancelled.current = new AbortController();
    setPending(true);
    try {
      const number = await publishWhenTrained(cancelled.current.signal);
      if (number === null) return;
      announce(number, await findMissing());
    } catch (error) {
      await explain(error);
    } finally {
      setPending(false);
      setProgress(null);
    }
    await queries.invalidateQueries(trpc.bots.pathFilter());
    router.refresh();
  }

  return { publish, cancel: () => cancelled.current.abort(), isPending, progress, problems, isOpen, setOpen };
}

/** How long a warning stays, in ms: it has more to read than a success. */
const WARNING_MS = 15_000;

/** Says that a version is live, with a link to where the member probably goes next. */
function useAnnouncement(botId: string): (number: number, missing: string | null) => void {
  const router = useRouter();
  const pathname = usePathname();
  function linkTo(label: string, page: string) {
    const href = `/bots/${botId}/${page}`;
    return pathname.startsWith(href) ? undefined : { label, onClick: () => router.push(href) };
  }
  return (number, missing) => {
    if (missing === null) {
      toast.success(`Version ${number} is live.`, {
        description: "Customers get it from their next message on.",
        action: linkTo("Channels", "channels"),
      });
    } else {
      toast.warning(`Version ${number} is live, but some texts are not translated.`, {
        description: missing,
        duration: WARNING_MS,
        action: linkTo("Languages", "languages"),
      });
    }
  };
}
