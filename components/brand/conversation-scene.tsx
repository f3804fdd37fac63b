import { Check, Webhook } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { LogoMark } from "./logo";

/** An illustration: a customer asks, the bot calls the shop's system, and answers. */
export function ConversationScene({ className }: { className?: string }) {
  return (
    <figure className={cn("w-full max-w-105", className)}>
      <figcaption className="sr-only">
        An example: a customer asks where order A-1042 is. The bot calls the shop by a webhook, gets its status, and
        answers that it shipped and arrives on Tuesday.
      </figcaption>
      <div aria-hidden className="flex flex-col gap-3 text-14 leading-5">
        <Appear at={0} className="self-end">
          <p className="rounded-2xl rounded-br-sm bg-secondary px-4 py-2.5 text-secondary-foreground">
            Hi! Where is my order A-1042?
          </p>
        </Appear>
        <Appear at={700}>
          <WebhookCall />
        </Appear>
        <Appear at={1700} className="flex items-end gap-2.5 self-start">
          <span className="mb-0.5 flex size-7 shrink-0 items-center justify-center rounded-full border bg-card">
            <LogoMark className="size-4" />
          </span>
          <p className="max-w-72 rounded-2xl rounded-bl-sm border bg-card px-4 py-2.5 text-card-foreground shadow-raised">
            It left our warehouse yesterday and arrives on <strong className="font-semibold">Tuesday</strong>.
          </p>
        </Appear>
        <Appear at={2400} className="self-end">
          <p className="rounded-2xl rounded-br-sm bg-secondary px-4 py-2.5 text-secondary-foreground">
            Perfect, thank you
          </p>
        </Appear>
      </div>
    </figure>
  );
}

/** Fades its content in after `at` milliseconds, or immediately for users who prefer reduced motion. */
function Appear({ at, className, children }: { at: number; className?: string; children: ReactNode }) {
  return (
    <div
      className={cn(
        "motion-safe:animate-in motion-safe:duration-500 motion-safe:fill-mode-both motion-safe:fade-in-0 motion-safe:slide-in-from-bottom-3",
        className,
      )}
      style={{ animationDelay: `${at}ms` }}
    >
      {children}
    </div>
  );
}

function WebhookCall() {
  return (
    <div className="my-1 overflow-hidden rounded-xl border bg-card font-mono text-12 leading-5 text-card-foreground shadow-lifted">
      <div className="flex items-center gap-2.5 border-b bg-muted/60 px-3.5 py-2.5">
        <Webhook className="size-4 shrink-0 text-muted-foreground" />
        <span className="truncate">
          <span className="font-semibold text-info-soft-foreground">GET</span> shop.example.com/orders/A-1042
        </span>
      </div>
      <pre className="px-3.5 py-3">
        <Line>{"{"}</Line>
        <Line>
          {"  "}
          <Key>status</Key>: <Text>shipped</Text>,
        </Line>
        <Line>
          {"  "}
          <Key>carrier</Key>: <Text>Parcel Post</Text>,
        </Line>
        <Line>
          {"  "}
          <Key>arrives_on</Key>: <Text>2026-11-24</Text>
        </Line>
        <Line>{"}"}</Line>
      </pre>
      <div className="flex items-center gap-2 border-t px-3.5 py-2 text-muted-foreground">
        <span className="inline-flex items-center gap-1.5 rounded-md bg-success-soft px-1.5 font-medium text-success-soft-foreground">
          <Check className="size-3" strokeWidth={3} /> 200 OK
        </span>
        84 ms
      </div>
    </div>
  );
}

function Line({ children }: { children: ReactNode }) {
  return <span className="block">{children}</span>;
}

function Key({ children }: { children: string }) {
  return <span className="text-muted-foreground">&quot;{children}&quot;</span>;
}

function Text({ children }: { children: string }) {
  return <span className="text-info-soft-foreground">&quot;{children}&quot;</span>;
}
