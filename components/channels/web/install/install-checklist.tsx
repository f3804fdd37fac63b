"use client";

import { useQuery } from "@tanstack/react-query";
import { Check } from "lucide-react";
import type { ReactNode } from "react";
import type { ChannelOf } from "@/components/channels/channel-types";
import { showPart } from "@/components/channels/web/draft/use-part";
import { useTRPC } from "@/components/trpc/trpc-provider";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { LocalTime } from "@/components/ui/local-time";

/** While the page is open, so that a step ticks soon after it was done elsewhere. */
const REFRESH_MS = 4000;

interface InstallChecklistProps {
  channel: ChannelOf<"web">;
  isPublished: boolean;
}

/** What is left to do until customers chat on the website. The steps tick themselves. */
export function InstallChecklist({ channel, isPublished }: InstallChecklistProps) {
  const trpc = useTRPC();
  const sightings = useQuery(
    trpc.channels.sightings.queryOptions({ channelId: channel.id }, { refetchInterval: REFRESH_MS }),
  );
  const conversations = useQuery(
    trpc.conversations.list.queryOptions({ channelId: channel.id }, { refetchInterval: REFRESH_MS }),
  );
  const [newest] = sightings.data ?? [];
  const { allowedOrigins } = channel.settings;
  const hasConversation = (conversations.data?.length ?? 0) > 0;
  const unlisted = allowedOrigins.length === 0;
  return (
    <Card>
      <CardHeader>
        <CardTitle>Until customers can chat</CardTitle>
      </CardHeader>
      <CardContent>
        <ol className="grid gap-4">
          <Step title="The widget is on your website" isDone={newest !== undefined}>
            {newest ? (
              <>
                Seen on <Address page={newest.page} /> <LocalTime at={newest.lastSeenAt} />
                {(sightings.data?.length ?? 0) > 1 && `, and on ${(sightings.data?.length ?? 0) - 1} more websites`}
              </>
            ) : (
              "Copy the code to your website and open a page of it. This ticks when the widget is first seen there."
            )}
          </Step>
          <Step title="Only your websites may show it" isDone={!unlisted}>
            {unlisted ? (
              <>
                Every website may show it now. List yours.
                <Button variant="link" className="ml-1 h-auto p-0" onClick={() => showPart("access")}>
                  Set allowed origins
                </Button>
              </>
            ) : (
              allowedOrigins.slice(0, 3).join(", ") +
              (allowedOrigins.length > 3 ? ` and ${allowedOrigins.length - 3} more` : "")
            )}
          </Step>
          <Step title="The bot is published" isDone={isPublished}>
            {isPublished
              ? "Customers talk to the published version."
              : "Until then, customers get the fallback text. Publish it with the button at the top."}
          </Step>
          <Step title="The first conversation" isDone={hasConversation}>
            {hasConversation
              ? "Customers have written."
              : "Open the chat on your website, or by the link, and write the first message yourself."}
          </Step>
        </ol>
      </CardContent>
    </Card>
  );
}

interface StepProps {
  title: string;
  isDone: boolean;
  children: ReactNode;
}

function Step({ title, isDone, children }: StepProps) {
  return (
    <li className="flex min-w-0 gap-3">
      <span
        aria-hidden
        className={cn(
          "mt-0.5 flex size-5 shrink-0 items-center justify-center rounded-full border border-border-strong",
          isDone && "border-transparent bg-success-soft text-success-soft-foreground",
        )}
      >
        {isDone && <Check className="size-3.5" />}
      </span>
      <div className="grid min-w-0 gap-0.5">
        <p className="text-14 font-medium">
          {title}
          <span className="sr-only">{isDone ? ": done" : ": to do"}</span>
        </p>
        <div className="text-13 leading-5 wrap-anywhere text-muted-foreground">{children}</div>
      </div>
    </li>
  );
}

/** The address of a page, which opens in a new tab. It comes from requests, so it is only a link if it is a web page. */
function Address({ page }: { page: string }) {
  if (!/^https?:\/\//u.test(page)) return page;
  return (
    <a
      href={page}
      target="_blank"
      rel="noopener noreferrer"
      className="rounded-sm font-medium text-foreground underline underline-offset-2 focus-ring"
    >
      {page.replace(/^https?:\/\//u, "").replace(/\/$/u, "")}
    </a>
  );
}
